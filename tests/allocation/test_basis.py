"""Where a budget starts is decided before anything is worked out."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portal.allocation.basis import (
    BasisRow,
    BasisTable,
    Lifted,
    StartsFrom,
    decide_basis,
    indicative_budget,
    lint_basis,
    load_basis,
)
from portal.allocation.calculate import calculate
from portal.allocation.examples import load_examples
from portal.allocation.model import Basis, Budget, How, Line, Misfit, Operand, Reason, Refusal, Result
from portal.allocation.scheme import Scheme
from portal.answers import Facts, Missing
from portal.conditions import AnyOf
from portal.files import Complaint, ContentError, Mark
from portal.money import Unit
from portal.words import Text
from tests.allocation.schemes import ADULT, DAY, small

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
    ("cost", "reason", "misfit"),
    [
        (Missing.NOT_SURE, Reason.NOT_SURE, None),
        (Missing.UNANSWERED, Reason.UNANSWERED, None),
        (None, Reason.UNANSWERED, None),
        (Decimal(-1), Reason.OUT_OF_RANGE, Misfit.TOO_SMALL),
    ],
)
def test_a_cost_that_is_not_known_is_refused_and_named(
    adult: Scheme, cost: Any, reason: Reason, misfit: Misfit | None
) -> None:
    facts: dict[str, Any] = {**SELF, "support-now": "yes", "needs-changed": "same"}
    found = indicative_budget(TABLE, adult, facts if cost is None else {**facts, "support-cost": cost}, DAY)
    assert found == Refusal(reason, (("support-cost", None),), "support-in-place", misfit=misfit)


def test_someone_new_gets_the_scheme_and_is_told_why(adult: Scheme) -> None:
    example = next(one for one in load_examples(ADULT / "examples", adult) if one.id == "after-a-fall")
    found = indicative_budget(TABLE, adult, {**example.facts, **SELF, "support-now": "no"}, DAY)
    assert isinstance(found, Budget)
    assert found.basis is not None
    assert (found.headline.figure, found.basis.id, found.basis.ceiling) == (Decimal(98), "new-to-support", None)


def test_a_worker_who_asks_also_works_it_out(adult: Scheme) -> None:
    found = indicative_budget(TABLE, adult, {"start-with": "worker"}, DAY)
    assert found == Refusal(Reason.A_PERSON_DECIDES, line="worker-asks")


def test_who_fits_no_row_is_left_to_a_person(tmp_path: Path) -> None:
    found = indicative_budget(written(tmp_path, WRITTEN), None, {"lives": "abroad"}, DAY)
    assert found == Refusal(Reason.A_PERSON_DECIDES)


HELPED = """
id: food
score: food
points: {none: 0, all: 8}
---
id: help
support: food
people: helpers
helps_with: does
counts: [meals]
where: {question: willing, is: 'yes'}
share: 50
---
id: last
difference: [food, help]
"""


def test_what_is_known_of_helpers_reaches_the_scheme_and_what_it_refuses_is_refused(tmp_path: Path) -> None:
    table, scheme = written(tmp_path, WRITTEN), small(HELPED)
    helper = {"does": ("meals",), "willing": "yes"}
    facts: Facts = {"lives": "there", "food": "all", "helpers": (helper, helper)}
    one, both = {("helpers", 0)}, {("helpers", 0), ("helpers", 1)}
    row = table.rows[1]
    for confirmed, denied in ((both, ()), (one, {("helpers", 1)}), ((), both)):
        found = indicative_budget(table, scheme, facts, DAY, confirmed=confirmed, denied=denied)
        worked = calculate(scheme, facts, DAY, confirmed=confirmed, denied=denied)
        assert isinstance(worked, Budget)
        assert found == replace(worked, basis=Basis("new", row.title, row.because))
        assert worked.line("help").confirmed is (None if denied == both else True)
    missing: Facts = {**facts, "food": Missing.UNANSWERED}
    assert indicative_budget(table, scheme, missing, DAY) == calculate(scheme, missing, DAY)


def test_with_no_scheme_in_effect_there_is_no_figure() -> None:
    found = indicative_budget(TABLE, None, {**SELF, "support-now": "no"}, DAY)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.NOT_IN_EFFECT


def test_every_row_says_where_the_budget_starts() -> None:
    assert {row.starts_from for row in TABLE.rows} == set(StartsFrom)
    assert TABLE.questions_used == {"start-with", "support-now", "needs-changed", "more-support", "support-cost"}


WRITTEN = """id: ours
source: A test
rows:
  - id: goes-on
    when: {question: lives, is: here}
    starts_from: cost-in-place
    cost: cost-now
    title: What it costs now
    because: It stays as it is.
  - {id: new, when: {question: lives, is: there}, starts_from: scheme, title: New, because: It is new.}
"""


def written(folder: Path, words: str) -> BasisTable:
    (folder / "ours.yaml").write_text(words, encoding="utf-8")
    return load_basis(folder / "ours.yaml")


def test_a_table_is_kept_as_it_is_written(tmp_path: Path) -> None:
    table = written(tmp_path, WRITTEN)
    first, second = (Mark(str(tmp_path / "ours.yaml"), line) for line in (4, 10))
    assert table == BasisTable(
        "ours",
        "A test",
        (
            BasisRow(
                "goes-on",
                AnyOf("lives", ("here",)),
                StartsFrom.COST_IN_PLACE,
                Text("ours/basis/goes-on/title", "What it costs now"),
                Text("ours/basis/goes-on/because", "It stays as it is."),
                "cost-now",
                first,
            ),
            BasisRow(
                "new",
                AnyOf("lives", ("there",)),
                StartsFrom.SCHEME,
                Text("ours/basis/new/title", "New"),
                Text("ours/basis/new/because", "It is new."),
                None,
                second,
            ),
        ),
    )


@pytest.mark.parametrize("cost", ["0", "0.50", "184.50"])
def test_what_the_support_costs_now_is_shown_with_its_working(tmp_path: Path, cost: str) -> None:
    table = written(tmp_path, WRITTEN)
    row, figure = table.rows[0], Decimal(cost)
    line = Line(
        id="support-in-place",
        operation="cost-in-place",
        title=row.title,
        because=row.because,
        operands=(Operand(How.ADDED, figure, Unit.POUNDS_A_WEEK, question="cost-now"),),
        figure=figure,
        unit=Unit.POUNDS_A_WEEK,
        hangs_on=("lives",),
        source="A test",
    )
    assert indicative_budget(table, None, {"lives": "here", "cost-now": figure}, DAY) == Budget(
        scheme="ours",
        version="",
        fingerprint="",
        day=DAY,
        illustrative=False,
        lines=(line,),
        results=(Result("weekly", row.title, "support-in-place", headline=True),),
        basis=Basis("goes-on", row.title, row.because, ceiling=figure),
    )


def complaints(folder: Path, words: str) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ContentError) as caught:
        written(folder, words)
    return [(each.code, each.line, each.where, f"{each.what} {each.cure}") for each in caught.value.complaints]


def test_all_that_is_wrong_with_a_table_is_said_at_once(tmp_path: Path) -> None:
    found = complaints(
        tmp_path,
        "id: adult\nsource: A test\ncolour: red\nrows:\n"
        "  - {id: one, when: {question: a, is: b}, starts_from: scheme, cost: c, title: T, because: B}\n"
        "  - {id: one, when: {question: a}, starts_from: nowhere, title: T, shape: round}\n",
    )
    row = "row “one”"
    cost = "`cost` belongs to a row that starts from the cost in place, and only there."
    assert ("basis-without-cost", 5, row, f"{cost} Name the question that asks what the support costs.") in found
    assert ("duplicate-row", 5, "one", "The id is used twice. Rename one row.") in found
    assert ("duplicate-row", 6, "one", "The id is used twice. Rename one row.") in found
    assert {(code, line, where) for code, line, where, _ in found} >= {
        ("unclear-condition", 6, row),
        ("unknown-value", 6, row),
        ("missing-field", 6, row),
        ("unknown-field", 6, row),
        ("unknown-field", 3, ""),
    }


def test_a_row_without_a_condition_and_a_table_without_rows_are_refused(tmp_path: Path) -> None:
    without = WRITTEN.replace("when: {question: lives, is: there}, ", "")
    assert [each[:3] for each in complaints(tmp_path, without)] == [("missing-field", 10, "row “new”")]
    none = ("no-basis", 1, "", "The table has no rows. Say at least when the scheme is used.")
    assert complaints(tmp_path, "id: ours\nsource: A test\nrows: []\n") == [none]
    assert {each[0] for each in complaints(tmp_path, "id: ours\nsource: A test\n")} == {"missing-field", "no-basis"}


ASKED = {
    "start-with": ("self", "worker"),
    "support-now": ("yes", "no"),
    "needs-changed": ("more", "same", "less"),
    "more-support": ("yes", "no"),
    "support-cost": (),
}


def test_a_table_that_fits_its_questions_is_accepted() -> None:
    assert lint_basis(TABLE, ASKED) == ()


def test_a_question_never_asked_and_an_option_that_is_not_there_are_named(tmp_path: Path) -> None:
    found = lint_basis(written(tmp_path, WRITTEN), {"lives": ("there",), "cost-no": ()})
    file = str(tmp_path / "ours.yaml")
    assert found == (
        Complaint(
            "basis-never-asked",
            file,
            4,
            "row “goes-on”",
            "It looks at “cost-now”, which is never asked.",
            "Did you mean `cost-no`?",
        ),
        Complaint(
            "basis-unknown-option",
            file,
            4,
            "row “goes-on”",
            "It names “here”, which “lives” does not have.",
            "Did you mean `there`?",
        ),
    )


@pytest.mark.parametrize("lifted", list(Lifted))
def test_an_exception_lifts_the_ceiling_and_changes_nothing_for_who_has_none(adult: Scheme, lifted: Lifted) -> None:
    example = next(each for each in load_examples(ADULT / "examples", adult) if each.reason is None)
    in_place = {**example.facts, **SELF, "support-now": "yes", "needs-changed": "same", "support-cost": Decimal(100)}
    found = indicative_budget(TABLE, adult, in_place, DAY, lifted=lifted)
    assert isinstance(found, Budget)
    starts_from_cost = lifted is Lifted.NO_CEILING  # otherwise no row of the table says what it starts from
    row = next(row for row in TABLE.rows if row.id == "support-goes-on")
    assert found.basis == (Basis(row.id, row.title, row.because) if starts_from_cost else None)
    assert (found.headline.figure == 100) is starts_from_cost
    new = {**example.facts, **SELF, "support-now": "no"}
    assert indicative_budget(TABLE, adult, new, DAY, lifted=lifted) == indicative_budget(TABLE, adult, new, DAY)
