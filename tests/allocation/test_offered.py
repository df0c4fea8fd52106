"""An answer that only a condition looks at must be one that the scheme's inputs offer: no other decides anything."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.caseload.sharing import shared_lines
from portal.allocation.loading import parse
from portal.allocation.model import Budget, Reason
from portal.allocation.operations.offered import offered_by
from portal.allocation.parts import Input
from portal.answers import Missing
from tests.allocation.caseload.agreeing import differences
from tests.allocation.caseload.random_people import somebody
from tests.allocation.caseload.random_schemes import some_scheme
from tests.allocation.schemes import DAY, HEAD, small

WORDS = (
    HEAD.format(people="carers")
    + """
inputs:
  - {id: hours, kind: number, at_most: 168, unit: pounds a week}
  - {id: bad-days, kind: whole-number, at_most: 7}
  - {id: cold-days, kind: whole-number, at_least: -9, at_most: 9, blank: true}
  - {id: place, options: [own, shared]}
  - {id: aids, kind: choices, options: [rails, hoist]}
  - {id: moved, kind: date, not_applicable: true}
  - id: helpers
    kind: group
    inputs:
      - {id: does, kind: number, at_most: 112, unit: hours a week}
      - {id: nights, kind: whole-number, at_most: 7}
rates:
  - {id: course, unit: pounds a week, per: people, figure: 6}
lines:
  - {id: hours, unit: pounds a week, quantity: hours}
  - {id: bad, unit: pounds a week, only_when: {question: bad-days, at_least: 4}, amount: 30}
  - {id: cold, unit: pounds a week, only_when: {not: {question: cold-days, at_least: 0}}, amount: 3, may_fall: Heat}
  - {id: shared, unit: pounds a week, choose: [{when: {question: place, is: shared}, figure: 7}, {figure: 9}]}
  - {id: aids, unit: pounds a week, only_when: {question: aids, any_of: [rails]}, amount: 5}
  - {id: moved, unit: pounds a week, only_when: {question: moved, answered: true}, amount: 1}
  - {id: tired, unit: people, over: helpers, take: count, where: {question: nights, at_least: 3}}
  - {id: does, unit: hours a week, over: helpers, take: sum, of: does}
  - {id: extra, unit: pounds a week, only_when_figure: {line: does, at_least: 35}, amount: 3}
  - {id: for-tired, multiply: tired, by: {rate: course}}
  - {id: last, sum: [hours, bad, cold, shared, aids, moved, for-tired, extra], rounding: scheme}
"""
)
SCHEME = parse(WORDS, "offered.yaml")
ANSWERS: dict[str, Any] = {
    "hours": Decimal(10),
    "bad-days": Decimal(4),
    "cold-days": Decimal(-9),
    "place": "own",
    "aids": ("rails",),
    "moved": date(2026, 5, 1),
    "helpers": ({"does": Decimal(5), "nights": Decimal(7)},),
}
NOT_OFFERED: list[tuple[str, list[Any]]] = [
    ("bad-days", [Decimal(8), Decimal(-1), Decimal("4.5"), "own", True, Decimal("Infinity"), DAY, ("4",)]),
    ("bad-days", [Missing.BLANK, Missing.NOT_APPLICABLE]),
    ("cold-days", [Decimal(-10), Missing.NOT_APPLICABLE]),
    ("place", [Missing.BLANK, Missing.NOT_APPLICABLE, "street", Decimal(1), ("own",)]),
    ("aids", [("rails", "rope"), "rope", Decimal(1), Missing.BLANK, ("rails", 4)]),
    ("moved", [Missing.BLANK, "soon", Decimal(3)]),
]


@pytest.mark.parametrize(("question", "answers"), NOT_OFFERED)
def test_an_answer_that_is_not_offered_decides_no_condition(question: str, answers: list[Any]) -> None:
    everyone = [{**ANSWERS, question: answer} for answer in answers]
    for facts in everyone:
        found = calculate(SCHEME, facts, DAY)
        assert not isinstance(found, Budget)
        assert (found.reason, found.questions) == (Reason.OUT_OF_RANGE, ((question, None),))
    assert differences(SCHEME, everyone, DAY) == []


def test_what_is_offered_or_was_not_asked_decides_as_before() -> None:
    within: list[tuple[str, Any, int]] = [
        ("bad-days", Decimal(7), 64),
        ("bad-days", 0, 34),
        ("cold-days", Missing.BLANK, 64),
        ("cold-days", Decimal(9), 61),
        ("place", "shared", 62),
        ("aids", (), 59),
        ("aids", "hoist", 59),
        ("moved", Missing.NOT_APPLICABLE, 63),
        ("helpers", (), 58),
    ]
    for question, answer, figure in within:
        found = calculate(SCHEME, {**ANSWERS, question: answer}, DAY)
        assert isinstance(found, Budget)
        assert (question, answer, found.headline.figure) == (question, answer, figure)
    for question in ("bad-days", "cold-days", "place", "aids", "moved"):
        left_out = {name: answer for name, answer in ANSWERS.items() if name != question}
        assert isinstance(calculate(SCHEME, left_out, DAY), Budget)
        for answer, reason in ((Missing.UNANSWERED, Reason.UNANSWERED), (Missing.NOT_SURE, Reason.NOT_SURE)):
            refused = calculate(SCHEME, {**ANSWERS, question: answer}, DAY)
            assert not isinstance(refused, Budget)
            assert refused.reason is reason


@pytest.mark.parametrize("nights", [Decimal(8), Decimal("2.5"), Missing.BLANK, "many"])
def test_nothing_else_is_counted_in_a_group_either(nights: Any) -> None:
    facts = {**ANSWERS, "helpers": (*ANSWERS["helpers"], {"does": Decimal(1), "nights": nights})}
    found = calculate(SCHEME, facts, DAY)
    assert not isinstance(found, Budget)
    assert (found.reason, found.questions) == (Reason.OUT_OF_RANGE, (("nights", 1),))
    assert differences(SCHEME, [facts], DAY) == []


FAMILY = """
id: need
unit: points
score: need
points: {all: 8}
---
id: taken
unit: points
FORM
where: {question: days, at_least: 3}
---
id: last
difference: [need, taken]
"""
DAYS = "{id: days, kind: whole-number, at_most: 7}"
GIVEN: list[Any] = [Decimal(7), Decimal(2), Decimal(8), Missing.BLANK, Missing.NOT_SURE, Missing.UNANSWERED]
LEFT = [4, 8, Reason.OUT_OF_RANGE, Reason.OUT_OF_RANGE, 8, Reason.UNANSWERED]


def left(form: str, asked: str, everyone: list[dict[str, Any]]) -> list[Decimal | Reason]:
    """What is left of the need of each when family has taken its part off."""
    more = f"inputs:\n  - {{id: need, options: [all]}}\n{asked}"
    scheme = small(FAMILY.replace("FORM", form), more=more)
    assert differences(scheme, everyone, DAY) == []
    found = [calculate(scheme, facts, DAY) for facts in everyone]
    return [one.headline.figure if isinstance(one, Budget) else one.reason for one in found]


def test_help_by_family_hangs_on_no_answer_that_is_not_offered() -> None:
    asked = f"  - {DAYS}\n  - {{id: much, options: [half]}}\n"
    everyone = [{"need": "all", "much": "half", "days": days} for days in GIVEN]
    assert left("support: need\nhow_much: much\nshares: {half: 50}", asked, everyone) == LEFT


@pytest.mark.parametrize(("does", "wanted"), [("all", LEFT), ("none", [*[8] * 5, Reason.UNANSWERED])])
def test_help_of_each_helper_hangs_on_none_either_where_they_help(does: str, wanted: list[Any]) -> None:
    helps = "{id: does, kind: choices, options: [all, none]}"
    asked = f"  - {{id: helpers, kind: group, inputs: [{helps}, {DAYS}]}}\n"
    everyone = [{"need": "all", "helpers": ({"does": (does,), "days": days},)} for days in GIVEN]
    form = "support: need\npeople: helpers\nhelps_with: does\ncounts: [all]\nshare: 50"
    assert left(form, asked, everyone) == wanted


def test_it_refuses_only_where_it_would_decide() -> None:
    either = WORDS.replace(
        "{question: bad-days, at_least: 4}", "{any: [{question: place, is: own}, {question: bad-days, at_least: 4}]}"
    )
    scheme = parse(either, "either.yaml")
    wrong = {**ANSWERS, "bad-days": Decimal(8)}
    assert isinstance(calculate(scheme, wrong, DAY), Budget)
    assert not isinstance(calculate(scheme, {**wrong, "place": "shared"}, DAY), Budget)
    assert differences(scheme, [wrong, {**wrong, "place": "shared"}], DAY) == []


@pytest.mark.parametrize("seed", range(25))
def test_many_people_are_refused_as_each_alone_in_any_scheme_with_inputs(seed: int) -> None:
    chance = Random(seed)
    found = some_scheme(chance)
    declared = [replace(one, kind=_kind(one.kind), options=("none", "some", "a")) for one in found.inputs]
    specials: list[tuple[str, ...]] = [(), ("blank",), ("blank", "not-applicable")]
    given = (replace(one, at_most=Decimal(12), special=chance.choice(specials)) for one in declared)
    scheme = replace(found, declared=tuple(one for one in given if chance.random() < 0.8))
    everyone = [somebody(chance, found, DAY, strangeness=0.05) for _ in range(40)]
    assert differences(scheme, everyone, DAY) == []


def _kind(kind: str) -> str:
    return {"any": "choice", "any-number": "number"}.get(kind, kind)


def test_lines_are_not_shared_with_a_scheme_that_offers_other_answers() -> None:
    other = parse(WORDS.replace("at_most: 7}", "at_most: 6}", 1), "other.yaml")
    assert shared_lines(SCHEME, parse(WORDS, "again.yaml"), DAY)
    assert not shared_lines(SCHEME, other, DAY)


@pytest.mark.parametrize(
    ("kind", "steps", "fits"),
    [("choice", "0.5", True), ("choice", None, False), ("choices", "0.5", False), ("date", "0.5", False)],
)
def test_a_number_between_points_can_be_answered_where_the_points_of_one_choice_have_steps(
    kind: str, steps: str | None, *, fits: bool
) -> None:
    asked = Input("washing", kind, ("some", "all"), in_steps_of=Decimal(steps) if steps else None)
    offered = offered_by([asked], [asked])["washing"]
    assert offered.fits(Decimal("1.5")) is fits
