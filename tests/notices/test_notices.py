"""The notice table: every occasion has a row, every row is raised, and a slip is told with its line and its cure."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files import ContentError
from portal.notices import CODES, PLACES, Channel, Notice, Occasion, load_notices
from portal.questionnaires.lint_texts import longest_sentence
from tests.frame.checkouts import ROOT

FILE = ROOT / "questionnaires" / "notices.yaml"
WORDS = FILE.read_text("utf-8")
TABLE = load_notices(FILE)
SLIPS = {
    "notice-missing": ("  - when: asked\n", "  - when: sent\n"),
    "notice-twice": ("  - when: written\n", "  - when: recalled\n"),
    "notice-to-nobody": ("    tell: [person, helpers, advocates]\n", "    tell: []\n"),
    "notice-place": ("We wrote something about {reference}.", "We wrote something to {name}."),
    "notice-easy": ("      - We wrote to you about {reference}.\n", "      - We wrote. It is about {reference}.\n"),
    "notice-short": ('    short: "{service}: we will look again at', f'    short: "{"long " * 60} {{service}}'),
    "unknown-value": ("tell: [who-did-it, person]", "tell: [who-did-it, persom]"),
    "unknown-field": ("    language: theirs\n", "    langage: theirs\n"),
    "sentence-too-long": ("You decide.\n", f"You decide {'and so on ' * 9}.\n"),
    "double-negative": ("You decide.\n", "We tell nobody unless you say so.\n"),
}


def slipped(tmp_path: Path, right: str, wrong: str) -> list[str]:
    assert right in WORDS
    path = tmp_path / "notices.yaml"
    path.write_text(WORDS.replace(right, wrong, 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        load_notices(path)
    assert all(each.line > 0 and each.cure.endswith((".", "?")) for each in refused.value.complaints)
    return [each.code for each in refused.value.complaints]


@pytest.mark.parametrize("code", SLIPS)
def test_a_slip_is_told_with_its_line_and_its_cure(tmp_path: Path, code: str) -> None:
    assert code in slipped(tmp_path, *SLIPS[code])


def test_every_rule_of_the_table_is_tried() -> None:
    assert set(CODES) <= set(SLIPS)
    assert all(sentence.endswith(".") for sentence in CODES.values())


def raised() -> set[str]:
    """Every occasion that a service names, outside type hints: what the code can raise."""
    names = set()
    for path in (ROOT / "portal" / "services").rglob("*.py"):
        for each in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "Occasion":
                names.add(each.attr)
    return names


def test_every_occasion_the_code_raises_has_a_row_and_every_row_an_occasion_that_is_raised() -> None:
    assert {Occasion[name] for name in raised()} == {row.when for row in TABLE.rows} == set(Occasion) == set(PLACES)


@pytest.mark.parametrize("row", TABLE.rows, ids=lambda row: row.id)
@pytest.mark.parametrize("easy", [False, True])
def test_every_row_can_be_written_and_names_nobody(row: Notice, *, easy: bool) -> None:
    words = {place: f"<{place}>" for place in PLACES[row.when]}
    said = TABLE.write(row, words, lambda _context, message: message, easy=easy)
    assert said.subject
    assert "{" not in said.subject + said.body + said.short
    assert bool(said.short) == (Channel.TEXT in row.by)
    assert set(re.findall(r"<(\w+)>", said.subject)) <= {"service", "reference"}
    assert row.is_for_team or "<phone>" in said.body


@pytest.mark.parametrize("row", [row for row in TABLE.rows if not row.is_for_team], ids=lambda row: row.id)
def test_easy_read_is_one_short_sentence_a_line(row: Notice) -> None:
    words = dict.fromkeys(PLACES[row.when], "1")
    lines = TABLE.write(row, words, lambda _context, message: message, easy=True).body.splitlines()
    assert len(lines) >= 4
    assert max(map(longest_sentence, lines)) <= 15


@given(st.text(min_size=1, max_size=40), st.sampled_from(TABLE.rows))
def test_what_is_put_in_stands_there_as_it_is(words: str, row: Notice) -> None:
    given_words = dict.fromkeys(PLACES[row.when], words)
    said = TABLE.write(row, given_words, lambda _context, message: message)
    assert words in f"{said.subject}\n{said.body}"


def test_a_place_that_nobody_fills_is_no_silent_gap() -> None:
    with pytest.raises(KeyError):
        TABLE.write(TABLE.rows[0], {}, lambda _context, message: message)
