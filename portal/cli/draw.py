"""Draws a questionnaire, or how its answers are counted, as a picture and as text."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from portal.config import content_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.allocation.scheme import Scheme
    from portal.drawing import Sheet

PICTURES = Path("var") / "drawings"


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the name of the questionnaire and what is wanted of it."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal draw",
        description="Draw a questionnaire: its sections, its questions and when each is asked. "
        "The text goes to this window, the picture (SVG, for any browser) into a file.",
    )
    parser.add_argument("name", help="the folder of the questionnaire, such as adult")
    parser.add_argument("--scheme", action="store_true", help="draw how the answers are counted, line by line, instead")
    parser.add_argument("-o", "--output", metavar="FILE.svg", help="put the picture here; - is this window")
    parser.add_argument("--text", action="store_true", help="only the text, no picture")
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Draw one questionnaire. Returns the exit code."""
    wanted = read_arguments(arguments)
    root, profile = content_place(os.environ)
    places = questionnaire_folders(root / "questionnaires", profile)
    if wanted.name not in places:
        known = ", ".join(sorted(places)) or "none yet"
        print(f"There is no questionnaire called {wanted.name!r}. These are there: {known}.", file=sys.stderr)
        return 2
    from portal.files import ContentError  # noqa: PLC0415  --help must not wait for it

    try:
        sheet = drawn(places[wanted.name], scheme=wanted.scheme)
    except ContentError as error:
        print(f"{wanted.name!r} cannot be drawn until this is mended:\n{error}", file=sys.stderr)
        return 1
    if sheet is None:
        folder = places[wanted.name] / "allocation"
        print(f"There is no allocation scheme for {wanted.name!r} yet: {folder} holds none.", file=sys.stderr)
        return 2
    show(sheet, wanted)
    return 0


def questionnaire_folders(folder: Path, profile: str | None) -> dict[str, Path]:
    """Each questionnaire's folder by its name; those of the council's own profile come before the ones for all."""
    places = [folder] + ([folder / profile] if profile else [])
    return {path.parent.name: path.parent for place in places for path in place.glob("*/questionnaire.yaml")}


def drawn(folder: Path, *, scheme: bool) -> Sheet | None:
    """The sheet of a questionnaire or of its newest scheme, None where it has no scheme. Raises ContentError."""
    from portal.drawing import journey_sheet, scheme_sheet  # noqa: PLC0415  --help must not wait for them
    from portal.questionnaires.loading import load  # noqa: PLC0415  the same

    questionnaire = load(folder / "questionnaire.yaml")
    newest = newest_scheme(folder / "allocation")
    if not scheme:
        return journey_sheet(questionnaire, newest.questions_used if newest else ())
    return scheme_sheet(newest, questionnaire) if newest else None


def newest_scheme(folder: Path) -> Scheme | None:
    """The latest version of the scheme in a folder, None where there is none. Raises ContentError."""
    from portal.allocation.loading import load_folder  # noqa: PLC0415  --help must not wait for it

    return max(load_folder(folder), key=lambda scheme: scheme.starts, default=None)


def show(sheet: Sheet, wanted: argparse.Namespace) -> None:
    """Write the picture where it is wanted, and the text to this window."""
    from portal.drawing import svg_of, text_of  # noqa: PLC0415  --help must not wait for them

    if wanted.output == "-":
        print(svg_of(sheet), end="")
        return
    print(text_of(sheet), end="")
    if wanted.text and not wanted.output:
        return
    name = f"{wanted.name}-scheme.svg" if wanted.scheme else f"{wanted.name}.svg"
    path = Path(wanted.output) if wanted.output else PICTURES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg_of(sheet), encoding="utf-8")
    print(f"\nThe picture is in {path}. Open it in a browser.", file=sys.stderr)
