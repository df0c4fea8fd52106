"""A result that was shown to a person is kept word for word and penny for penny."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portal.allocation.basis import indicative_budget, load_basis
from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, load_examples
from portal.allocation.loading import load
from portal.allocation.model import Budget, Outcome, Reason, Refusal
from portal.allocation.panel import Route
from portal.allocation.record import as_record, from_record, routes_as_record, routes_from_record
from portal.allocation.scheme import Scheme
from portal.money import Unit
from portal.words import Text
from tests.allocation.schemes import ADULT, DAY

SCHEME = load(ADULT / "allocation" / "2026-04-01.yaml")
EXAMPLES = load_examples(ADULT / "examples", SCHEME)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_a_result_comes_back_as_it_was(example: Example) -> None:
    found = calculate(SCHEME, example.facts, example.day)
    kept = json.dumps(as_record(found))
    assert from_record(json.loads(kept)) == found


def test_a_basis_is_kept_too(adult: Scheme) -> None:
    facts: dict[str, Any] = {"start-with": "self", "support-now": "no", **EXAMPLES[-1].facts}
    found = indicative_budget(load_basis(ADULT / "basis.yaml"), adult, facts, DAY)
    assert from_record(as_record(found)) == found


def test_a_kept_result_does_not_change_when_the_scheme_is_gone() -> None:
    found = calculate(SCHEME, EXAMPLES[-1].facts, DAY)
    kept = from_record(as_record(found))
    assert isinstance(kept, Budget)
    assert kept.headline.because.standard == SCHEME.line("weekly").because.standard
    assert kept.fingerprint == SCHEME.fingerprint
    assert kept.day == date(2026, 11, 21)


@pytest.mark.parametrize(
    "broken", [{}, {"kind": "letter", "found": {}}, {"kind": "budget", "found": {}}, {"kind": "refusal", "found": "no"}]
)
def test_what_is_not_a_record_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_record(broken)


def test_an_amount_that_is_no_text_is_refused() -> None:
    record: Any = as_record(calculate(SCHEME, EXAMPLES[-1].facts, DAY))
    for wrong in (12.5, 12, None):
        record["found"]["lines"][0]["figure"] = wrong
        with pytest.raises(TypeError):
            from_record(record)
    refusal: Any = as_record(Refusal(Reason.UNANSWERED, (("washing", None), ("hours", 1))))
    assert from_record(refusal) == Refusal(Reason.UNANSWERED, (("washing", None), ("hours", 1)))
    for pair in (["washing"], ["washing", None, None], ["washing", True], ["washing", "1"], "ab"):
        refusal["found"]["questions"][0] = pair
        with pytest.raises((TypeError, ValueError)):
            from_record(refusal)


def test_an_amount_is_written_in_digits_and_what_is_no_value_is_refused() -> None:
    found = calculate(SCHEME, EXAMPLES[-1].facts, DAY)
    first = replace(found.lines[0], figure=Decimal("1E+3"))
    record: Any = as_record(replace(found, lines=(first,)))
    assert record["found"]["lines"][0]["figure"] == "1000"
    with pytest.raises(TypeError):
        as_record(replace(found, lines=(replace(first, figure={}),)))


def test_a_record_from_before_a_field_was_added_has_its_usual_value() -> None:
    found = calculate(SCHEME, EXAMPLES[-1].facts, DAY)
    record: Any = as_record(found)
    del record["found"]["withheld"], record["found"]["basis"]
    for line in record["found"]["lines"]:
        del line["part"], line["source"], line["outcome"]
    lines = tuple(replace(line, part=None, source=None, outcome=Outcome.ORDINARY) for line in found.lines)
    assert isinstance(found, Budget)
    assert from_record(record) == replace(found, lines=lines, withheld=(), basis=None)
    del record["found"]["version"]
    with pytest.raises((KeyError, TypeError)):
        from_record(record)


def test_what_sends_a_result_to_the_panel_is_kept_word_for_word() -> None:
    routes = (
        Route("dear", Text("panel/dear", "It is over £1,000.", easy="It is a lot."), "Policy", Decimal("1000.50")),
        Route("other", Text("panel/other", "A worker asked."), "Policy", None, Decimal(10), Unit.POUNDS_A_WEEK),
    )
    kept: Any = json.loads(json.dumps(routes_as_record(routes)))
    assert routes_from_record(kept) == routes
    with pytest.raises(TypeError):
        routes_from_record({"rule": "dear"})
