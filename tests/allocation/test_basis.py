"""Where a budget starts is decided before anything is worked out."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portal.allocation.basis import (
    BasisRow,
    Lifted,
    StartsFrom,
    decide_basis,
    indicative_budget,
    lint_basis,
    load_basis,
)
from portal.allocation.examples import load_examples
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.scheme import Scheme
from portal.answers import Facts, Missing
from portal.files import ContentError
from tests.allocation.schemes import ADULT, DAY

TABLE = load_basis(ADULT / "basis.yaml")
SELF: dict[str, Any] = {"start-with": "self"}


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        ({"support-now": "no"}, "new-to-support"),
        ({"support-now": "yes", "needs-changed": "more", "more-support": "yes"}, "needs-have-grown"),
        ({"support-now": "yes", "needs-changed": "more", "more-support": "no"}, "support-is-enough"),
        ({"support-now": "yes", "needs-changed": "same"}, "support-goes-on"),
        ({"support-now": "yes", "needs-changed": "less"}, "needs-are-less"),
        ({"support-now": "yes", "needs-changed": Missing.NOT_SURE, "more-support": "no"}, "support-is-enough"),
        ({"start-with": Missing.NOT_SURE, "support-now": "no"}, "new-to-support"),
        ({"start-with": "worker"}, "worker-asks"),
    ],
)
def test_the_first_row_that_holds_decides(facts: Facts, row: str) -> None:
    found = decide_basis(TABLE, {**SELF, **facts})
    assert isinstance(found, BasisRow)
    assert found.id == row


@pytest.mark.parametrize(
    ("facts", "reason", "questions"),
    [
        ({"support-now": Missing.UNANSWERED}, Reason.UNANSWERED, {"support-now"}),
        ({"support-now": Missing.TALK}, Reason.NOT_SURE, {"support-now"}),
        (
            {"support-now": "yes", "needs-changed": Missing.NOT_SURE, "more-support": "yes"},
            Reason.NOT_SURE,
            {"needs-changed"},
        ),
        (
            {"support-now": "yes", "needs-changed": "more", "more-support": Missing.NOT_SURE},
            Reason.NOT_SURE,
            {"more-support"},
        ),
    ],
)
def test_what_is_unknown_is_named_and_never_taken_as_a_no(facts: Facts, reason: Reason, questions: set[str]) -> None:
    found = decide_basis(TABLE, {**SELF, **facts})
    assert isinstance(found, Refusal)
    assert (found.reason, {question for question, _ in found.questions}) == (reason, questions)


def test_nothing_that_is_said_of_the_cost_today_speaks_of_a_most_that_the_budget_can_be() -> None:
    said = " ".join(f"{row.because}" for row in TABLE.rows)
    assert "most it can be" not in said


def test_support_that_goes_on_is_what_it_costs_now_and_that_is_the_ceiling(adult: Scheme) -> None:
    facts = {
        **SELF,
        "support-now": "yes",
        "needs-changed": "same",
        "support-cost": Decimal("184.50"),
        "washing": "full",
    }
    found = indicative_budget(TABLE, adult, facts, DAY)
    assert isinstance(found, Budget)
    assert found.basis is not None
    assert (found.headline.figure, found.basis.ceiling, found.basis.id) == (
        Decimal("184.5"),
        Decimal("184.5"),
        "support-goes-on",
    )
    assert found.headline.questions == (("support-cost", None),)
    assert not found.illustrative


@pytest.mark.parametrize(
    ("cost", "reason"),
    [(Missing.NOT_SURE, Reason.NOT_SURE), (Missing.UNANSWERED, Reason.UNANSWERED), (Decimal(-1), Reason.OUT_OF_RANGE)],
)
def test_a_cost_that_is_not_known_is_refused_and_named(adult: Scheme, cost: Any, reason: Reason) -> None:
    facts: dict[str, Any] = {**SELF, "support-now": "yes", "needs-changed": "same", "support-cost": cost}
    found = indicative_budget(TABLE, adult, facts, DAY)
    assert isinstance(found, Refusal)
    assert (found.reason, found.questions) == (reason, (("support-cost", None),))


def test_someone_new_gets_the_scheme_and_is_told_why(adult: Scheme) -> None:
    example = next(one for one in load_examples(ADULT / "examples", adult) if one.id == "after-a-fall")
    found = indicative_budget(TABLE, adult, {**example.facts, **SELF, "support-now": "no"}, DAY)
    assert isinstance(found, Budget)
    assert found.basis is not None
    assert (found.headline.figure, found.basis.id, found.basis.ceiling) == (Decimal(98), "new-to-support", None)


def test_a_worker_who_asks_also_works_it_out(adult: Scheme) -> None:
    found = indicative_budget(TABLE, adult, {"start-with": "worker"}, DAY)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.A_PERSON_DECIDES


def test_with_no_scheme_in_effect_there_is_no_figure() -> None:
    found = indicative_budget(TABLE, None, {**SELF, "support-now": "no"}, DAY)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.NOT_IN_EFFECT


def test_every_row_says_where_the_budget_starts() -> None:
    assert {row.starts_from for row in TABLE.rows} == set(StartsFrom)
    assert TABLE.questions_used == {"start-with", "support-now", "needs-changed", "more-support", "support-cost"}


def test_all_that_is_wrong_with_a_table_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "basis.yaml"
    path.write_text(
        "id: adult\nsource: A test\nrows:\n"
        "  - {id: one, when: {question: a, is: b}, starts_from: scheme, cost: c, title: T, because: B}\n"
        "  - {id: one, when: {question: a}, starts_from: nowhere, title: T}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError) as caught:
        load_basis(path)
    codes = {complaint.code for complaint in caught.value.complaints}
    assert codes >= {"basis-without-cost", "duplicate-row", "unclear-condition", "unknown-value", "missing-field"}


ASKED = {
    "start-with": ("self", "worker"),
    "support-now": ("yes", "no"),
    "needs-changed": ("more", "same", "less"),
    "more-support": ("yes", "no"),
    "support-cost": (),
}


def test_a_table_that_fits_its_questions_is_accepted() -> None:
    assert lint_basis(TABLE, ASKED) == ()


def test_a_question_never_asked_and_an_option_that_is_not_there_are_named() -> None:
    asked = {**ASKED, "needs-changed": ("more", "same")} | {"support-costs": ()}
    del asked["support-cost"]
    found = [str(each) for each in lint_basis(TABLE, asked)]
    assert any("basis-never-asked" in each and "Did you mean `support-costs`?" in each for each in found)
    assert any("basis-unknown-option" in each and "“less”" in each for each in found)


@pytest.mark.parametrize("lifted", list(Lifted))
def test_an_exception_lifts_the_ceiling_and_changes_nothing_for_who_has_none(adult: Scheme, lifted: Lifted) -> None:
    example = next(each for each in load_examples(ADULT / "examples", adult) if each.reason is None)
    in_place = {**example.facts, **SELF, "support-now": "yes", "needs-changed": "same", "support-cost": Decimal(100)}
    found = indicative_budget(TABLE, adult, in_place, DAY, lifted=lifted)
    assert isinstance(found, Budget)
    assert found.basis is not None
    assert found.basis.ceiling is None
    assert (found.headline.figure == 100) is (lifted is Lifted.NO_CEILING)
    new = {**example.facts, **SELF, "support-now": "no"}
    assert indicative_budget(TABLE, adult, new, DAY, lifted=lifted) == indicative_budget(TABLE, adult, new, DAY)
