"""Answers in a file are read as the scheme counts them; what it cannot count is told with its place."""

from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.facts import Given, not_offered, read_facts
from portal.allocation.parts import Input
from portal.answers import Missing
from portal.files import Complaint, parse_yaml

INPUTS = {
    one.id: one
    for one in (
        Input("washing", "choice", ("some", "full", "3")),
        Input("level", "choice", ("0", "some"), in_steps_of=Decimal("0.5")),
        Input("picks", "choices", ("a", "b")),
        Input("nights", "number", in_steps_of=Decimal(1)),
        Input("fell", "date"),
        Input("where", "any"),
        Input("count", "any-number"),
        Input("helpers", "group"),
        Input("share", "choice", ("some", "full"), group="helpers"),
    )
}


def read(*answers: str) -> tuple[Given, list[Complaint]]:
    return read_facts(parse_yaml("\n".join(answers) + "\n", "answers.yaml"), INPUTS, "example “first”")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("washing: full", "full"),
        ("washing: 3", "3"),
        ("washing: 2.5", "2.5"),
        ("level: 0", "0"),
        ("level: 2.5", Decimal("2.5")),
        ("level: some", "some"),
        ("picks: a", ("a",)),
        ("picks: [b, a]", ("b", "a")),
        ("nights: 3.50", Decimal("3.50")),
        ("fell: 2026-02-28", date(2026, 2, 28)),
        ("where: own", "own"),
        ("where: 4", Decimal(4)),
        ("count: 7", Decimal(7)),
        ("count: many", "many"),
        ("nights: not-sure", Missing.NOT_SURE),
        ("helpers: []", ()),
        ("helpers: [{share: full}, {}]", ({"share": "full"}, {})),
    ],
)
def test_an_answer_is_read_as_its_kind_counts(answer: str, found: object) -> None:
    assert read(answer) == ({answer.partition(":")[0]: found}, [])


def test_what_cannot_be_read_is_told_with_its_place_and_the_rest_is_kept() -> None:
    facts, complaints = read(
        "washing: full", "whashing: full", "nights: many", "fell: soon", "helpers: [{shares: full}]"
    )
    assert facts["washing"] == "full"
    told = [(each.code, each.line, each.where, each.cure) for each in complaints if each.code == "unknown-answer"]
    assert told == [
        ("unknown-answer", 2, "example “first”", "Did you mean `washing`?"),
        ("unknown-answer", 5, "example “first”", "Did you mean `share`?"),
    ]
    assert [(each.code, each.line) for each in complaints if each.code != "unknown-answer"] == [
        ("wrong-kind", 3),
        ("wrong-kind", 4),
    ]


def test_an_answer_that_is_not_offered_is_told_with_what_was_meant() -> None:
    right = {"washing": "full", "picks": ("a", "b"), "level": Decimal("2.5"), "nights": "many", "other": "fall"}
    assert not_offered({**right, "fell": date.max, "helpers": ({"share": "fall"},)}, INPUTS) == {}
    assert not_offered({"washing": Missing.TALK}, INPUTS) == {}
    assert not_offered({"nights": Missing.TALK, "washing": "fall", "picks": ("a", "other")}, INPUTS) == {
        "washing": "“fall” is no answer to it. Did you mean `full`?",
        "picks": "“other” is no answer to it. Use one of: a, b.",
    }
