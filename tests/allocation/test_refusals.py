"""What stands in the way of a figure is named with its reason, and what does not is never asked for."""

from __future__ import annotations

import pytest

from portal.allocation.model import Misfit, Reason
from portal.answers import Missing
from tests.allocation.schemes import small
from tests.allocation.test_calculate import Facts, refused

ONE, TWO, THREE = (f"id: {name}\nquantity: {name}\n---\n" for name in ("one", "two", "three"))
OPEN: Facts = {"one": Missing.UNANSWERED, "two": Missing.NOT_SURE, "three": "no number"}


def test_what_a_choice_did_not_take_is_not_asked_for() -> None:
    chosen = "id: chosen\nchoose: [{when: {question: who, is: family}, line: one}, {figure: 5}]\n---\n"
    scheme = small(f"{ONE}{TWO}{chosen}id: last\nsum: [chosen, two]")
    found = refused(scheme, {**OPEN, "who": "agency"})
    assert (found.reason, found.questions, found.line) == (Reason.NOT_SURE, (("two", None),), "two")
    found = refused(scheme, {**OPEN, "who": "family"})
    assert (found.reason, found.questions, found.line) == (
        Reason.UNANSWERED,
        (("one", None), ("two", None)),
        "one",
    )


def test_what_a_line_that_does_not_apply_stands_on_is_not_asked_for() -> None:
    alone = "id: alone\nsum: [one]\nonly_when: {question: lives, is: alone}\n---\n"
    found = refused(small(f"{ONE}{TWO}{alone}id: last\nsum: [alone, two]"), {**OPEN, "lives": "with-others"})
    assert found.questions == (("two", None),)


def test_where_it_is_not_known_whether_a_line_applies_only_that_is_asked_for() -> None:
    extra = "id: extra\nsum: [two]\nonly_when_figure: {line: one, at_least: 5}\n---\n"
    scheme = small(f"{ONE}{TWO}{extra}id: last\nsum: [one, extra]")
    assert refused(scheme, OPEN).questions == (("one", None),)
    assert refused(scheme, {**OPEN, "one": 5}).questions == (("two", None),)


@pytest.mark.parametrize(
    ("answers", "reason", "line", "questions"),
    [
        ({}, Reason.UNANSWERED, "one", ["one", "two", "three"]),
        ({"one": 1}, Reason.NOT_SURE, "two", ["two", "three"]),
        ({"one": 1, "two": 2}, Reason.OUT_OF_RANGE, "three", ["three"]),
        ({"one": Missing.TALK, "two": Missing.UNANSWERED}, Reason.UNANSWERED, "two", ["one", "two", "three"]),
    ],
)
def test_the_gravest_reason_is_told_with_its_line_and_every_question(
    answers: Facts, reason: Reason, line: str, questions: list[str]
) -> None:
    found = refused(small(f"{ONE}{TWO}{THREE}id: last\nsum: [one, two, three]"), {**OPEN, **answers})
    assert (found.reason, found.line) == (reason, line)
    assert found.questions == tuple((name, None) for name in questions)


@pytest.mark.parametrize(
    ("line", "facts", "asked", "misfit"),
    [
        ("left: 250\nhad: had", {"had": -1}, ("had", None), Misfit.TOO_SMALL),
        (
            "over: helpers\ntake: sum\nof: hours",
            {"helpers": ({"hours": 2}, {"hours": -1})},
            ("hours", 1),
            Misfit.TOO_SMALL,
        ),
        ("score: one\npoints: {low: 2, high: 9}\nin_between: 1", {"one": 1}, ("one", None), Misfit.TOO_SMALL),
        ("score: one\npoints: {low: 2, high: 8}\nin_between: 2", {"one": 5}, ("one", None), Misfit.BETWEEN_STEPS),
        (
            "score: [one, two]\npoints: {low: 2, high: 9}\nin_between: 1",
            {"one": 10, "two": 3},
            ("one", None),
            Misfit.TOO_LARGE,
        ),
        ("quantity: one", {"one": "no number"}, ("one", None), None),
    ],
    ids=["left", "of-a-person", "below-the-points", "between-the-points", "above-the-points", "no-number"],
)
def test_a_number_that_does_not_fit_is_named_with_what_is_wrong_with_it(
    line: str, facts: Facts, asked: tuple[str, int | None], misfit: Misfit | None
) -> None:
    found = refused(small(f"id: last\n{line}", people="carers"), facts)
    assert (found.reason, found.questions, found.misfit) == (Reason.OUT_OF_RANGE, (asked,), misfit)


def test_of_several_refusals_the_gravest_says_what_is_wrong_with_its_number() -> None:
    scheme = small("id: last\nover: helpers\ntake: sum\nof: hours")
    late = refused(scheme, {"helpers": ({"hours": "no number"}, {"hours": Missing.NOT_SURE}, {"hours": -1})})
    assert (late.reason, late.misfit) == (Reason.NOT_SURE, None)
    both = refused(small(f"{ONE}{TWO}id: last\nsum: [one, two]"), {"one": Missing.BLANK, "two": -1})
    assert (both.reason, both.line, both.misfit) == (Reason.OUT_OF_RANGE, "one", None)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Missing.UNANSWERED, Reason.UNANSWERED),
        (Missing.TALK, Reason.NOT_SURE),
        ("no list", Reason.OUT_OF_RANGE),
        (({"hours": 2}, "nobody"), Reason.OUT_OF_RANGE),
    ],
)
def test_a_list_that_is_not_finished_or_none_is_named_as_a_whole(found: object, reason: Reason) -> None:
    refusal = refused(small("id: last\nover: helpers\ntake: sum\nof: hours"), {"helpers": found})
    assert (refusal.reason, refusal.questions) == (reason, (("helpers", None),))


def test_of_a_condition_on_people_what_is_asked_once_is_named_once_and_what_is_asked_of_each_with_its_person() -> None:
    where = "where: {all: [{question: lives, is: alone}, {question: willing, is: 'yes'}]}"
    scheme = small(f"id: last\nover: helpers\ntake: count\n{where}")
    people = ({"willing": "yes"}, {"willing": Missing.UNANSWERED})
    found = refused(scheme, {"lives": Missing.UNANSWERED, "helpers": people})
    assert found.questions == (("lives", None), ("willing", 1))
