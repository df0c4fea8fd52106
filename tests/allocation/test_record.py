"""A result that was shown to a person is kept word for word and penny for penny."""

import json
from datetime import date
from typing import Any

import pytest

from portal.allocation.basis import indicative_budget, load_basis
from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, load_examples
from portal.allocation.loading import load
from portal.allocation.model import Budget
from portal.allocation.record import as_record, from_record
from portal.allocation.scheme import Scheme
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
    record["found"]["lines"][0]["figure"] = 12.5
    with pytest.raises(TypeError):
        from_record(record)
