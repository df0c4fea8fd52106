"""Papers to fill in: what their files may not say, how they are laid out, and what an assessment fills in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Missing
from portal.content import tools
from portal.files import ContentError
from portal.guides import load_figures
from portal.guides.tools import (
    Box,
    Entry,
    Filling,
    Grid,
    Heading,
    Saying,
    Tool,
    lay_out,
    load_tool,
    load_tools,
    prefilled,
)
from portal.questionnaires.model import Question
from portal.words import Wording

ROOT = Path(__file__).parents[2]
FIGURES = load_figures(ROOT / "guides" / "figures.yaml")
DAY = date(2026, 11, 21)
PAPER = """
title: {text: Rota for the week, easy: Who comes}
summary: Who works when.
picture: calendar
topic: working
chapters: [employing-a-personal-assistant/training]
checked: 2026-11-21
parts:
  - id: who
    title: Who
    picture: person
    tips: [Only for the form.]
    words: ["This is for {name}.", "The wage is {figure:national-living-wage} or more."]
    fields:
      - {id: name, label: Name, from: name}
      - {id: notes, label: Notes, kind: lines}
      - {id: nights, label: Nights, kind: tick, when: {nights: [often]}}
  - id: tasks
    title: Tasks
    picture: help
    table:
      id: task
      pick: true
      spare: 1
      blank: 2
      columns: [{id: what, label: What, given: true}, {id: who, label: Who}]
      lines:
        - {id: wash, what: Washing, when: {washing: [some, full]}}
        - {id: cook, what: Cooking}
"""


def written(tmp_path: Path, text: str = PAPER) -> Path:
    path = tmp_path / "rota.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Tool:
    return load_tool(written(tmp_path), FIGURES)


def laid(paper: Tool, typed: dict[str, str] | None, wording: Wording = Wording.STANDARD) -> list[object]:
    return list(lay_out(paper, Filling(wording, FIGURES, DAY, typed)).pieces)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("The wage is {figure:national-living-wage} or more.", "The wage is £12.71 or more.", "literal-figure"),
        ("{figure:national-living-wage}", "{figure:nothing}", "unknown-figure"),
        ("{name}", "{nobody}", "unknown-field-place"),
        ("Only for the form.", "Ask for a CRB check.", "overtaken"),
        ("Only for the form.", "Only for <b>you</b>.", "html-in-guide"),
        ("Only for the form.", "You " * 26 + ".", "long-sentence"),
        ("Only for the form.", "You " * 16 + ".", "easy-sentence"),
        ("Only for the form.", "Only for you.", "missing-for-helper"),
        ("easy: Who comes}", "easy: Who comes to me}", "missing-easy-for-helper"),
        ("easy: Who comes}", "easy: Who comes, for_helper: Their rota}", "missing-easy-for-helper"),
        ("[Only for the form.]", "[{text: This is mine., for_helper: This is mine.}]", "helper-says-i"),
        ("id: notes,", "id: name,", "id-twice"),
        ("id: notes,", "id: make,", "id-taken"),
        ("id: tasks", "id: who", "id-twice"),
        ("kind: lines", "kind: letters", "unknown-value"),
        ("    picture: person\n", "", "missing-field"),
        ("topic: working", "topic: play", "unknown-value"),
        ("{id: who, label: Who}", "{id: who, label: Who, given: true}", "table-columns"),
        ("checked: 2026-11-21", "checkd: 2026-11-21", "unknown-field"),
    ],
)
def test_a_paper_that_must_not_be_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in PAPER
    with pytest.raises(ContentError) as refused:
        load_tool(written(tmp_path, PAPER.replace(old, new, 1)), FIGURES)
    assert code in {each.code for each in refused.value.complaints}


def test_a_name_that_has_a_page_of_its_own_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path).rename(tmp_path / "employer-costs.yaml")
    with pytest.raises(ContentError, match="cannot be an address"):
        load_tool(path, FIGURES)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("personal-assistant/training", "personal-assistant/nowhere", "unknown-chapter"),
        ("from: name", "from: more-3", "private-question"),
        ("{nights: [often]}", "{more-1: [often]}", "private-question"),
        ("picture: help", "picture: hlep", "unknown-picture"),
    ],
)
def test_a_paper_names_only_what_is_there_and_nothing_private(tmp_path: Path, old: str, new: str, code: str) -> None:
    from tests.web.running import content  # noqa: PLC0415 - slow to load, and only wanted here

    whole = content()

    def found(text: str) -> set[str]:
        tool = load_tool(written(tmp_path, text), FIGURES)
        given_to = (whole.guides, whole.questionnaires, whole.pictures)
        return {each.code for each in tools.disagreements([tool], tmp_path, *given_to)}

    assert found(PAPER) == set()
    assert found(PAPER.replace(old, new)) == {code}


def test_a_blank_paper_has_room_for_everything_and_no_tips(paper: Tool) -> None:
    assert laid(paper, None) == [
        Heading("Who", "person"),
        Saying("This is for …………………………."),
        Saying("The wage is £12.71 or more."),
        Entry("Notes", "", 4),
        Box("Nights", ticked=False),
        Heading("Tasks", "help"),
        Grid("Tasks", ("What", "Who"), (("Washing", ""), ("Cooking", ""), ("", ""), ("", ""))),
    ]


def test_a_filled_paper_has_what_was_typed_and_picked(paper: Tool) -> None:
    typed = {"name": "Jo", "task-cook": "yes", "task-cook-who": "Sam", "task-1-what": "Singing", "nights": "yes"}
    pieces = laid(paper, typed)
    assert Saying("This is for Jo.") in pieces
    assert Box("Nights", ticked=True) in pieces
    assert pieces[-1] == Grid("Tasks", ("What", "Who"), (("Cooking", "Sam"), ("Singing", "")))


def test_what_is_typed_is_never_taken_for_a_place(paper: Tool) -> None:
    assert Saying("This is for {notes} {figure:pension-age}.") in laid(paper, {"name": "{notes} {figure:pension-age}"})


@given(
    st.dictionaries(st.sampled_from(["name", "notes", "task-1-what", "task-1-who"]), st.text(min_size=1, max_size=20))
)
def test_everything_typed_stands_on_the_paper(typed: dict[str, str]) -> None:
    paper = load_tool(ROOT / "guides" / "tools" / "accident-log.yaml", FIGURES)
    boxes = {f"log-{place}-what": value.strip() for place, value in enumerate(typed.values(), start=1)}
    said = str(laid(paper, boxes))
    assert all(repr(value)[1:-1] in said for value in boxes.values())


@pytest.mark.parametrize(
    ("facts", "boxes"),
    [
        ({}, {}),
        ({"name": "Jo", "washing": "some"}, {"name": "Jo", "task-wash": "yes"}),
        ({"name": Missing.NOT_SURE, "washing": "alone", "nights": "often"}, {"nights": "yes"}),
        ({"washing": Missing.TALK}, {}),
        ({"washing": ("full", "other")}, {"task-wash": "yes"}),
    ],
)
def test_an_assessment_fills_in_what_it_says_and_no_more(
    paper: Tool, facts: dict[str, object], boxes: dict[str, str]
) -> None:
    assert prefilled(paper, facts) == boxes


def test_every_paper_of_ours_asks_the_assessment_what_it_has_an_answer_for() -> None:
    from tests.web.running import content  # noqa: PLC0415 - slow to load, and only wanted here

    adult = content().questionnaires["adult"]
    named = {name for paper in content().tools for name in paper.sources}
    assert named
    assert named <= set(adult.without_private().placed)
    picked = [line.when for paper in content().tools for part in paper.parts if part.table for line in part.table.lines]
    for question, options in [each for when in picked for each in when.items()]:
        asked = adult.find(question)
        assert isinstance(asked, Question)
        assert options <= asked.option_ids, question


def test_every_paper_of_ours_has_words_in_easy_read() -> None:
    papers = load_tools(ROOT / "guides" / "tools", FIGURES)
    assert len(papers) >= 27
    for paper in papers:
        assert paper.title.easy, paper.name
        assert paper.summary.easy, paper.name
