"""Checks all content files and lists everything that is wrong with them."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portal.config import content_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.files import Complaint

CONTENT = "questionnaires"
GUIDES = "guides"


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the folders to look at."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal check",
        description="Check all content: questionnaires, eligibility, allocation, arrangements, council settings, "
        "pictures and guides, and every council's own folder in questionnaires/, whichever PORTAL_PROFILE names. "
        "Everything that is wrong is listed at once, with file, line and cure.",
    )
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="FOLDER",
        help="list only what is wrong in this folder or file; a folder with its own questionnaires/ is checked itself; "
        "anywhere else, a scheme with its worked examples is checked by itself",
    )
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Check the content. Returns 0 where all is good, 1 where something is to be mended, 2 for a wrong folder."""
    wanted = read_arguments(arguments)
    usual, profile = content_place(os.environ)
    roots: dict[Path, Path] = {}
    alone: list[Path] = []
    for folder in wanted.folders or [usual]:
        root = root_of(folder)
        if root is not None:
            roots[folder.resolve()] = root
        elif folder.exists():
            alone.append(folder)
        else:
            print(f"There is no folder or file {folder}. Leave it out to check all content.", file=sys.stderr)
            return 2
    found = everything_wrong(roots, profile) + schemes_alone(alone)
    for complaint in found:
        print(complaint)
    for warning in warnings(roots.values()):
        print(warning, file=sys.stderr)
    for sentence in noticed_alone(alone) if not found else ():
        print(sentence)
    print(summary(found))
    return 1 if found else 0


def root_of(folder: Path) -> Path | None:
    """The content that a folder or file belongs to: the folder that holds the questionnaires/ or guides/ it lies in."""
    place = folder.resolve()
    if (place / CONTENT).is_dir():
        return place
    inside = (each for each in (place, *place.parents) if each.name in {CONTENT, GUIDES})
    return next((each.parent for each in inside if (each.parent / CONTENT).is_dir() and place.exists()), None)


def schemes_alone(places: Iterable[Path]) -> list[Complaint]:
    """Every complaint about schemes that belong to no content, as seen from here."""
    from portal.allocation.standing_alone import check_alone  # noqa: PLC0415  --help must not wait for it

    return [as_seen_from_here(complaint) for place in places for complaint in check_alone(place)]


def noticed_alone(places: Iterable[Path]) -> list[str]:
    """What is not wrong with schemes that belong to no content and are in order, and still wants a look."""
    from portal.allocation.standing_alone import noticed  # noqa: PLC0415  --help must not wait for it

    return [sentence for place in places for sentence in noticed(place)]


def everything_wrong(roots: dict[Path, Path], profile: str | None) -> list[Complaint]:
    """Every complaint about what lies in these folders, once each, by file and line, as seen from here."""
    from portal import content  # noqa: PLC0415  --help must not wait for it

    of_root = {root: content.complaints_by_profile(root, profile) for root in set(roots.values())}
    inside = {
        complaint
        for folder, root in roots.items()
        for name, found in of_root[root].items()
        for complaint in found
        if folder == root
        or Path(complaint.file).resolve().is_relative_to(folder)
        or (name and folder == (root / CONTENT / name).resolve())  # what the profile does to files that it shares
    }
    return sorted(map(as_seen_from_here, inside), key=lambda each: (each.file, each.line, each.code, each.what))


def warnings(roots: Iterable[Path]) -> list[str]:
    """What is not wrong but wants somebody to look: figures whose time is over, or that nobody checked for a year."""
    from portal import content  # noqa: PLC0415  --help must not wait for it

    today = datetime.now(UTC).date()
    return [
        f"Look again: {figure.title} ({figure.id}), last checked on {figure.checked}: {figure.source_address}"
        for root in sorted(set(roots))
        for figure in content.figures_to_look_at(root, today)
    ]


def as_seen_from_here(complaint: Complaint) -> Complaint:
    """The complaint with its file named from the current folder, where it lies below that."""
    place, here = Path(complaint.file).resolve(), Path.cwd()
    return replace(complaint, file=str(place.relative_to(here))) if place.is_relative_to(here) else complaint


def summary(found: Iterable[Complaint]) -> str:
    """The last sentence: how much is to be mended, or that nothing is."""
    listed = list(found)
    if not listed:
        return "All content is in order."
    files = len({complaint.file for complaint in listed})
    things = "1 thing is" if len(listed) == 1 else f"{len(listed)} things are"
    return f"\n{things} to be mended in {'1 file' if files == 1 else f'{files} files'}."
