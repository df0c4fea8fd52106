"""Recorded readings that a council adds: which question or chapter each one reads, and where its file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Mark, Reader, read_yaml, suggestion
from portal.words import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

FOLDER = "recordings"
FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(mp3|m4a|ogg|wav)")
ENGLISH = "en"
WORDINGS = [str(each) for each in Wording]


@dataclass(frozen=True)
class Recording:
    """One file with a voice. `reads` is `adult/washing` for a question and `guide/chapter` for a chapter."""

    reads: str
    language: str
    wording: Wording
    file: Path
    mark: Mark


def load(path: Path) -> tuple[Recording, ...]:
    """The recordings of a council. Raises ContentError with every complaint, also of a file that is not there."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    found = tuple(_one(Reader(each, complaints), path.parent / FOLDER) for each in reader.each(FOLDER, required=True))
    reader.finish()
    seen: set[tuple[str, str, str]] = set()
    for each in found:
        same = (each.reads, each.language, each.wording)
        if same in seen:
            what = f"Two recordings read `{each.reads}` in the same language and wording."
            complaints.append(
                Complaint("duplicate-recording", str(path), each.mark.line, "", what, "Keep one of them.")
            )
        seen.add(same)
    if complaints:
        raise ContentError(complaints)
    return found


def unknown(found: Iterable[Recording], known: Collection[str]) -> Iterator[Complaint]:
    """Complain of each recording that reads a question or a chapter that is not there."""
    for each in found:
        if each.reads not in known:
            what = f"There is no question or chapter `{each.reads}`."
            cure = suggestion(each.reads, sorted(known))
            yield Complaint("unknown-recording", each.mark.file, each.mark.line, "", what, cure)


def _one(reader: Reader, folder: Path) -> Recording:
    name = reader.text("file")
    if name and not FILE.fullmatch(name):
        cure = "Use letters, digits and hyphens, and one of .mp3, .m4a, .ogg, .wav."
        reader.complain("untidy-file", f"“{name}” is no name for a recording.", cure, reader.at("file"))
    elif name and not (folder / name).is_file():
        what = f"`{name}` is not in the folder `{FOLDER}`."
        reader.complain("file-missing", what, "Put it there, or take these lines away.", reader.at("file"))
    found = Recording(
        reads=reader.text("reads"),
        language=reader.text("language", ENGLISH),
        wording=Wording(reader.one_of("wording", WORDINGS, str(Wording.STANDARD))),
        file=folder / name,
        mark=reader.mark,
    )
    reader.finish()
    return found
