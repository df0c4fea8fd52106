"""The same need gives the same sum whoever somebody is: questions about that are known by id, label or as declared."""

import pytest

from portal.allocation.lint.rules import lint
from portal.allocation.loading import parse, read_unchecked
from portal.files import Complaint, ContentError, parse_yaml
from tests.allocation.schemes import HEAD

LINES = """lines:
  - {id: hours, quantity: hours}
  - {id: times, unit: number, score: ASKED, points: {one: 1, two: 1.5}}
  - {id: last, multiply: hours, by: times}
"""
HOURS = "  - {id: hours, kind: money, at_least: 0, at_most: 99, unit: pounds a week}\n"
OTHERS = ["id: complexity, label: How much help is needed at once", "id: place, label: Where you live"]
WHO = [
    ("id: diagnosis, label: What is it", "its id says “diagnosis”"),
    ("id: learning-disability, label: What is it", "its id says “disability”"),
    ("id: sex, label: What is it", "its id says “sex”"),
    ("id: group, label: Complexity", "its id says “group”"),
    ("id: needtype, label: What is it", "its id says “needtype”"),
    ("id: which, label: Kind of need", "its label says “Kind of need”"),
    ("id: which, label: What it is, about: kind-of-person", "its input says so"),
]


def named(asked: str) -> str:
    return asked.partition(",")[0].removeprefix("id: ")


def told(asked: str) -> list[str]:
    """What is said of a scheme that multiplies by points for this input."""
    inputs = f"inputs:\n{HOURS}  - {{{asked}, options: [one, two]}}\n"
    lines = LINES.replace("ASKED", named(asked)).replace("by: times", "by: times, rounding: scheme")
    complaints: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(HEAD.format(people="adults") + inputs + lines, "who"), complaints)
    found = [*complaints, *lint(scheme)]
    assert {one.code for one in found} <= {"kind-of-person"}
    return [one.what for one in found]


@pytest.mark.parametrize("asked", OTHERS)
def test_what_somebody_needs_and_where_they_live_may_count(asked: str) -> None:
    assert told(asked) == []


@pytest.mark.parametrize(("asked", "because"), WHO)
def test_who_somebody_is_is_told_with_what_told_it(asked: str, because: str) -> None:
    [what] = told(asked)
    assert what.endswith(f"({because}).")


def test_an_author_can_say_that_it_is_about_need() -> None:
    assert told("id: which, label: Kind of need, about: need") == []


@pytest.mark.parametrize("asked", ["id: born, label: A day", "id: first-day, label: Date of birth"])
def test_age_is_who_somebody_is_without_being_said(asked: str) -> None:
    lines = f"lines:\n  - {{id: hours, quantity: hours}}\n  - {{id: years, since: {named(asked)}, in: years}}\n"
    lines += "  - {id: last, multiply: hours, by: years}\n"
    with pytest.raises(ContentError) as caught:
        parse(f"{HEAD.format(people='adults')}inputs:\n{HOURS}  - {{{asked}, kind: date}}\n{lines}", "who")
    assert [(one.code, one.where) for one in caught.value.complaints] == [("kind-of-person", "line “years”")]


BY_AGE = """inputs:
  - {id: hours, kind: money, at_least: 0, at_most: 99, unit: pounds a week}
  - {id: born, kind: date}
  - {id: client-group, options: [older, younger]}
lines:
  - {id: hours, quantity: hours}
  - {id: years, since: born, in: years}
  - {id: by-group, choose: [{when: {question: client-group, is: younger}, figure: a-person}, {line: hours}]}
  - id: last
    choose:
      - {when_figure: {line: years, less_than: 18}, figure: a-person}
      - {line: by-group}
"""
CHANGES = [
    ("less_than: 18}, figure: a-person", "less_than: 18}, figure: 5", "line “years”"),
    ("less_than: 18}, figure: a-person", "less_than: 18}, figure: no-budget", "line “years”"),
    (
        "{line: by-group}",
        "{when_figure: {line: years, at_least: 65}, figure: 5}\n      - {line: by-group}",
        "line “years”",
    ),
    ("- {id: by-group,", "- {id: by-group, only_when_figure: {line: years, at_least: 1},", "line “years”"),
    ("is: younger}, figure: a-person", "is: younger}, figure: 5", "line “by-group”"),
    ("is: younger}, figure: a-person", "is: younger}, figure: not-published", "line “by-group”"),
    ("- {id: by-group,", "- {id: by-group, only_when: {question: client-group, is: older},", "line “by-group”"),
]


def places(words: str) -> set[tuple[str, str]]:
    try:
        parse(HEAD.format(people="carers") + words, "who")
    except ContentError as error:
        return {(one.code, one.where) for one in error.complaints if one.code == "kind-of-person"}
    return set()


def test_who_somebody_is_may_send_them_to_a_person() -> None:
    assert places(BY_AGE) == set()


@pytest.mark.parametrize(("was", "now", "where"), CHANGES)
def test_and_may_not_change_what_they_get(was: str, now: str, where: str) -> None:
    assert was in BY_AGE
    assert places(BY_AGE.replace(was, now)) == {("kind-of-person", where)}
