"""Recorded readings: declared in a file, checked against what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.files import ContentError
from portal.recordings import load, unknown
from portal.words import Wording

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """recordings:
  - {reads: adult/washing, file: washing.mp3}
  - {reads: adult/washing, wording: easy, file: washing-easy.mp3}
  - {reads: adult/washing, language: pl, file: washing-pl.m4a}
"""


def written(folder: Path, words: str, *files: str) -> Path:
    """A council's folder with these recordings."""
    (folder / "recordings").mkdir()
    for each in files:
        (folder / "recordings" / each).write_bytes(b"a voice")
    file = folder / "recordings.yaml"
    file.write_text(words, "utf-8")
    return file


def complaints(file: Path) -> list[str]:
    """The codes of what is wrong."""
    with pytest.raises(ContentError) as error:
        load(file)
    return [each.code for each in error.value.complaints]


def test_a_recording_says_what_it_reads_in_which_words_and_language(tmp_path: Path) -> None:
    found = load(written(tmp_path, GOOD, "washing.mp3", "washing-easy.mp3", "washing-pl.m4a"))
    assert [(each.reads, each.wording, each.language, each.file.name) for each in found] == [
        ("adult/washing", Wording.STANDARD, "en", "washing.mp3"),
        ("adult/washing", Wording.EASY, "en", "washing-easy.mp3"),
        ("adult/washing", Wording.STANDARD, "pl", "washing-pl.m4a"),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{reads: adult/washing, file: ../secret.mp3}", "untidy-file"),
        ("{reads: adult/washing, file: washing.exe}", "untidy-file"),
        ("{reads: adult/washing, file: lost.mp3}", "file-missing"),
        ("{reads: adult/washing, file: washing.mp3, wording: loud}", "unknown-value"),
        ("{file: washing.mp3}", "missing-field"),
        ("{reads: adult/washing, file: washing.mp3, speed: 2}", "unknown-field"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, line: str, code: str) -> None:
    assert complaints(written(tmp_path, f"recordings:\n  - {line}\n", "washing.mp3")) == [code]


def test_two_recordings_of_the_same_words_are_one_too_many(tmp_path: Path) -> None:
    line = "  - {reads: adult/washing, file: washing.mp3}\n"
    assert complaints(written(tmp_path, f"recordings:\n{line}{line}", "washing.mp3")) == ["duplicate-recording"]


def test_a_recording_of_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    found = load(written(tmp_path, GOOD, "washing.mp3", "washing-easy.mp3", "washing-pl.m4a"))
    assert list(unknown(found, {"adult/washing"})) == []
    told = list(unknown(found, {"adult/dressing"}))
    assert [(each.code, each.line) for each in told] == [
        ("unknown-recording", 2),
        ("unknown-recording", 3),
        ("unknown-recording", 4),
    ]
