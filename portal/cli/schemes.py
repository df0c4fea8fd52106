"""Finds the scheme that somebody means at the terminal: a file, or a version of a questionnaire's schemes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli import Stopped

if TYPE_CHECKING:
    from portal.allocation.scheme import Scheme

ROOT = Path(__file__).resolve().parent.parent.parent
MEANT = "a scheme's file, or a version such as adult/2026-04"


def named_scheme(words: str) -> Scheme:
    """The scheme of a file, or of a version such as `2026-04` or `adult/2026-04`. Raises Stopped or ContentError."""
    from portal.allocation.loading import load, load_folder  # noqa: PLC0415  --help must not wait for it

    if Path(words).is_file():
        return load(words)
    folders = sorted((ROOT / "questionnaires").glob("**/allocation"))
    known = [scheme for folder in folders for scheme in load_folder(folder)]
    fitting = [one for one in known if words in {one.version, f"{one.id}/{one.version}", f"{one.id}/{one.starts}"}]
    if len(fitting) != 1:
        there = ", ".join(sorted({f"{one.id}/{one.version}" for one in known}))
        raise Stopped(f"“{words}” is no scheme's file, and not one version alone. These are there: {there}.")
    return fitting[0]
