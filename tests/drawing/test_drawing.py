"""A drawing holds all that is asked, in order, and can be read by eye, by ear and on paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from portal.allocation.loading import parse
from portal.drawing import Band, Box, Mark, Sheet, journey_sheet, scheme_sheet, svg_of, text_of
from portal.drawing.boxes import BAND_WIDTH
from portal.drawing.measuring import Font
from portal.questionnaires.loading import load
from tests.questionnaires.samples import SAMPLE

SVG = "{http://www.w3.org/2000/svg}"
SCHEME = """
id: sample
version: "1"
starts: 2026-04-01
people: adults
title: How it is counted
illustrative: true
source: Made for this test
rounding: {to: 1, how: half-up}
rates:
  - id: price
    title: A point
    unit: pounds a week
    per: points
    values: [{starts: 2026-04-01, figure: 10, source: Made for this test}]
lines:
  - id: washing
    unit: points
    title: Washing
    because: An answer says how the washing is done.
    score: washing
    points: {alone: 0, some: 4, full: 8}
    only_when: {question: who, is: yes}
  - {id: weekly, unit: pounds a week, title: Week, because: A point has a price, multiply: washing, by: {rate: price}}
results:
  - {id: weekly, title: A week, line: weekly, headline: true}
"""


def words_of(svg: str) -> str:
    return " ".join(each.text or "" for each in etree.fromstring(svg).iter(f"{SVG}text"))


def sample_sheet() -> Sheet:
    return journey_sheet(load(SAMPLE), {"washing"})


def test_every_question_is_drawn_once_and_in_order() -> None:
    sample = load(SAMPLE)
    sheet = sample_sheet()
    assert [box.id for box in sheet.boxes] == list(sample.placed)
    assert [band.id for band in sheet.bands] == [section.id for section in sample.sections]
    shown = words_of(svg_of(sheet)).split()
    positions = [shown.index(question_id) for question_id in ("first-name", "washing", "safe-now")]
    assert positions == sorted(positions)


def test_the_text_says_words_options_conditions_and_marks() -> None:
    lines = text_of(sample_sheet()).splitlines()
    assert lines[0] == "What you need"
    assert "  - washing · one choice · counts towards the budget" in lines
    assert "      If nobody helped you, could you wash yourself?" in lines
    assert "        some: With some help" in lines
    assert "      only if washing is “With some help” or “With full help”" in lines
    assert "4. Staying safe [safe] · private to the person" in lines
    assert "Only if first-name is answered" not in lines
    assert "Only if not (first-name is not answered)" in lines


def test_questions_of_a_group_stand_inside_it() -> None:
    lines = text_of(sample_sheet()).splitlines()
    group = next(line for line in lines if "- helpers" in line)
    inner = next(line for line in lines if "- helper-name" in line)
    assert inner.index("-") > group.index("-")
    [helpers] = [box for box in sample_sheet().boxes if box.id == "helpers"]
    assert [box.id for box in helpers.boxes] == ["helper-name", "helper-hours", "helper-nights"]


def test_the_picture_is_real_text_with_a_title_and_a_description() -> None:
    root = etree.fromstring(svg_of(sample_sheet()))
    named = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert named[root.get("aria-labelledby")] == "What you need"
    assert "13 questions in 4 sections" in (named[root.get("aria-describedby")] or "")
    words = words_of(svg_of(sample_sheet()))
    assert "If nobody helped you, could you wash yourself?" in words
    assert "counts towards the budget" in words
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))


def test_what_only_some_are_asked_has_a_broken_edge() -> None:
    root = etree.fromstring(svg_of(sample_sheet()))
    frames = {
        each.get("aria-label"): each.find(f"{SVG}rect") for each in root.iter(f"{SVG}g") if each.get("aria-label")
    }
    conditional, plain = frames["washing-times"], frames["washing"]
    assert conditional is not None
    assert plain is not None
    assert conditional.get("stroke-dasharray")
    assert not plain.get("stroke-dasharray")


def test_a_scheme_is_drawn_line_by_line_with_what_it_reckons_with() -> None:
    sheet = scheme_sheet(parse(SCHEME, "scheme.yaml"), load(SAMPLE))
    washing, weekly = sheet.boxes
    assert (washing.kind, washing.only_if) == ("score → points", "who is “Yes”")
    assert "answers: washing" in washing.details
    assert weekly.details == ("lines: washing", "prices: price")
    assert (washing.marks, weekly.marks) == ((), (Mark.RESULT,))
    assert "a figure that people are shown" in words_of(svg_of(sheet))


def test_a_sheet_without_anything_is_still_a_picture() -> None:
    assert words_of(svg_of(Sheet("Nothing yet", "", ())))
    assert words_of(svg_of(Sheet("Nothing yet", "", (Band("a", "A", ()),))))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=120)))
def test_any_words_make_a_sound_picture(texts: list[str]) -> None:
    boxes = tuple(Box(f"q{number}", "one choice", words, only_if=words) for number, words in enumerate(texts))
    root = etree.fromstring(svg_of(Sheet("T", "S", (Band("b", "B", boxes),))))
    assert sum(each.get("role") == "group" for each in root.iter(f"{SVG}g")) == len(boxes) + 1


@given(st.text(min_size=1, max_size=300), st.floats(20, BAND_WIDTH))
def test_broken_lines_hold_all_words_and_none_is_too_wide(words: str, most: float) -> None:
    font = Font(14)
    lines = font.wrapped(words, most)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(font.width(line) <= most or len(line) == 1 for line in lines)


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_boxes_never_lie_on_one_another(count: int) -> None:
    bands = tuple(Band(f"b{n}", f"Band {n}", (Box(f"q{n}", "date", "When? " * (n + 1)),)) for n in range(count))
    root = etree.fromstring(svg_of(Sheet("T", "S", bands)))
    taken = []
    for band in [each for each in root if (each.get("aria-label") or "").startswith("Section")]:
        x, y = map(float, re.findall(r"[\d.]+", band.get("transform") or ""))
        frame = band.findall(f"{SVG}rect")[1]
        taken.append((x, y, y + float(frame.get("height") or 0)))
    assert len(taken) == count
    for column in {x for x, _, _ in taken}:
        spans = sorted((top, bottom) for x, top, bottom in taken if x == column)
        assert all(above[1] < below[0] for above, below in pairwise(spans))
