"""Finds the scheme that somebody means at the terminal: a file, or a version of a questionnaire's schemes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli import Stopped

if TYPE_CHECKING:
    from portal.allocation.scheme import Scheme

FOLDER = Path(__file__).resolve().parent.parent.parent / "questionnaires"
MEANT = "a scheme's file, or a version such as adult/2026-04"


def named_scheme(words: str) -> Scheme:
    """The scheme of a file, or of a version such as `2026-04` or `adult/2026-04`. Raises Stopped."""
    from portal.allocation.loading import load, load_folder  # noqa: PLC0415  --help must not wait for it
    from portal.files import ContentError  # noqa: PLC0415  the same

    if Path(words).is_file():
        try:
            return load(words)
        except ContentError as error:
            wrong = "\n".join(f"- {complaint}" for complaint in error.complaints)
            raise Stopped(f"{words} is no scheme in order:\n{wrong}") from error
    known: dict[str, list[Scheme]] = {}
    for folder in sorted(FOLDER.glob("**/allocation")):
        for scheme in load_folder(folder):
            place = folder.parent.relative_to(FOLDER).as_posix()
            for name in (f"{place}/{scheme.version}", scheme.version):
                known.setdefault(name, []).append(scheme)
    fitting = known.get(words, [])
    if len(fitting) != 1:
        there = ", ".join(sorted(name for name in known if "/" in name))
        raise Stopped(f"“{words}” is no scheme's file, and not one version alone. These are there: {there}.")
    return fitting[0]
