"""Two results side by side: every difference has its cause, both sides agree, and the pieces make up the change."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.basis import Lifted, indicative_budget, load_basis
from portal.allocation.calculate import calculate
from portal.allocation.compare import compare
from portal.allocation.compare_model import Cause, Comparison, Piece, Why
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from tests.allocation.schemes import ADULT, DAY, edited_adult, small
from tests.allocation.test_adult_scheme import EXAMPLES, Facts, answered

BASIS = load_basis(ADULT / "basis.yaml")
EDITS = {
    "price": ("figure: 7.50,", "figure: 8.25,"),
    "points": ("hard: 1, prompt: 3, some: 5, full: 9}", "hard: 2, prompt: 3, some: 6, full: 9}"),
    "help": ("share: 50\n    part: nights", "share: 40\n    part: nights"),
    "cap": ("figure: 1500,", "figure: 700,"),
    "rounding": ("round: looked-at", "round: looked-at\n    to: 5\n    how: down"),
    "sum": ("sum: [using-home, housework, money-letters]", "sum: [using-home, housework, money-letters, 1]"),
    "condition": ("{question: nights, any_of: [on-call, some]}", "{question: nights, any_of: [on-call]}"),
    "trip": ("{starts: 2026-04-01, figure: 2,", "{starts: 2026-04-01, figure: 1.5,"),
}  # fmt: skip
versions = st.sampled_from([(), ("points", "price"), ("cap", "help", "sum"), ("condition", "rounding", "trip")])


def version(*names: str) -> Scheme:
    """The adults' scheme with these edits made."""
    return edited_adult(*(EDITS[name] for name in names))


def facts_of(example: str, **changed: object) -> Facts:
    found = dict(next(one for one in EXAMPLES if one.id == example).facts)
    return {**found, **{name.replace("_", "-"): value for name, value in changed.items()}}


def compared(before: Facts, after: Facts, *edits: str) -> Comparison:
    return compare(calculate(version(), before, DAY), calculate(version(*edits), after, DAY))


def why(found: Comparison, line: str) -> tuple[Why, ...]:
    return next(one.why for one in found.lines if one.id == line)


def pieces(found: Comparison) -> list[tuple[str | None, Decimal, list[Cause]]]:
    return [(one.line, one.amount, [each.cause for each in one.why]) for one in found.pieces]


@settings(deadline=None, max_examples=25)
@given(answered(), answered(), versions, versions)
def test_the_pieces_make_up_the_change_and_both_sides_agree(
    before: Facts, after: Facts, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    was = calculate(version(*one), before, DAY)
    now = calculate(version(*other), after, DAY)
    found = compare(was, now)
    assert isinstance(was, Budget)
    assert isinstance(now, Budget)
    assert found.change == now.headline.figure - was.headline.figure
    assert sum((piece.amount for piece in found.pieces), Decimal(0)) == found.change
    assert all(piece.why and piece.amount for piece in found.pieces)
    assert compare(now, was) == found.mirrored()
    assert found.mirrored().mirrored() == found


@settings(deadline=None, max_examples=25)
@given(answered(), answered(), versions)
def test_every_differing_line_has_a_cause_and_knock_ons_name_lines_that_differ(
    before: Facts, after: Facts, edits: tuple[str, ...]
) -> None:
    was, now = calculate(version(), before, DAY), calculate(version(*edits), after, DAY)
    found = compare(was, now)
    differing = {one.id for one in found.lines}
    figures = [{line.id: (line.figure, line.applies) for line in each.lines} for each in (was, now)]
    assert differing >= {each for each in figures[0] if figures[0][each] != figures[1][each]}
    for one in found.lines:
        assert one.why, one.id
        for each in one.why:
            assert each.cause is not Cause.EARLIER_LINE or each.line in differing


@settings(deadline=None, max_examples=10)
@given(answered())
def test_a_result_beside_itself_has_no_difference(facts: Facts) -> None:
    found = compared(facts, facts)
    assert (found.same, found.change, found.lines, found.pieces) == (True, 0, (), ())


def test_one_answer_is_told_from_its_points_to_the_pounds() -> None:
    found = compared(facts_of("after-a-fall"), facts_of("after-a-fall", dressing="full"))
    assert why(found, "dressing") == (
        Why(Cause.ANSWER, "dressing", None, None, None, Decimal(1), Decimal(7), ("hard",), ("full",)),
    )
    assert [each.cause for each in why(found, "points-in-pounds")] == [Cause.EARLIER_LINE]
    assert pieces(found) == [("dressing", Decimal(45), [Cause.ANSWER])]


def test_rounding_is_a_piece_of_its_own() -> None:
    found = compared(facts_of("after-a-fall"), facts_of("after-a-fall", dressing="prompt"))
    assert found.change == 7
    assert pieces(found) == [
        ("dressing", Decimal("7.5"), [Cause.ANSWER]),
        ("weekly", Decimal("-0.5"), [Cause.ROUNDING]),
    ]


def test_a_new_price_alone_is_one_piece_and_with_other_answers_is_not_split() -> None:
    facts = facts_of("after-a-fall")
    assert pieces(compared(facts, facts, "price"))[0] == ("points-in-pounds", Decimal("9.75"), [Cause.RATE])
    both = compared(facts, {**facts, "dressing": "full"}, "price")
    assert pieces(both)[0] == ("points-in-pounds", Decimal("59.25"), [Cause.ANSWER, Cause.RATE])


def test_the_same_answer_with_other_points_is_the_schemes_doing() -> None:
    facts = facts_of("after-a-fall")
    (piece,) = [one for one in compared(facts, facts, "points").pieces if one.line == "washing"]
    assert piece == Piece(
        "washing",
        Decimal("7.5"),
        (Why(Cause.POINTS, "washing", None, None, None, Decimal(5), Decimal(6), ("some",), ("some",)),),
    )


def test_a_line_that_counts_now_is_told_with_the_question_it_hangs_on() -> None:
    before = facts_of("after-a-fall")
    found = compared(before, {**before, "nights": "on-call", "nights-count": 3})
    assert why(found, "nights") == (Why(Cause.COUNTS, "nights-count"),)
    assert ("nights-near-in-pounds", Decimal(255), [Cause.COUNTS]) in pieces(found)


def test_no_budget_below_the_smallest_is_what_the_limit_held_back() -> None:
    low = facts_of("all-alone", washing="prompt", left_alone="any-time")
    found = compared({**low, "shopping": "hard"}, low)
    assert found.change == -30
    assert pieces(found) == [
        ("shopping", Decimal("-7.5"), [Cause.ANSWER]),
        ("enough", Decimal("-22.5"), [Cause.LIMIT]),
    ]


def test_what_is_looked_up_in_bands_stays_whole() -> None:
    scheme = small(
        "id: need\nscore: washing\npoints: {a: 4, b: 12}\n---\n"
        "id: last\nunit: pounds a week\nbands: need\nrows: [{from: 0, up_to: 9, figure: 50}, {from: 10, figure: 90}]"
    )
    before, after = ({"washing": each} for each in "ab")
    found = compare(calculate(scheme, before, DAY), calculate(scheme, after, DAY + timedelta(days=40)))
    assert pieces(found) == [("last", Decimal(40), [Cause.ANSWER])]
    assert [each.cause for each in why(found, "last")] == [Cause.EARLIER_LINE]


def test_bands_of_another_version_are_told_beside_the_answer() -> None:
    words = "id: need\nscore: washing\npoints: {{a: 4, b: 12}}\n---\nid: last\nunit: pounds a week\nbands: need\n"
    rows = "rows: [{{from: 0, up_to: 9, figure: 50}}, {{from: 10, figure: {}}}]"
    was, now = (small((words + rows).format(top)) for top in (90, 95))
    found = compare(calculate(was, {"washing": "a"}, DAY), calculate(now, {"washing": "b"}, DAY))
    assert pieces(found) == [("last", Decimal(45), [Cause.ANSWER, Cause.STATED])]
    alone = compare(*(calculate(each, {"washing": "b"}, DAY) for each in (was, now)))
    assert pieces(alone) == [("last", Decimal(5), [Cause.STATED])]


def test_a_figure_that_became_a_refusal_has_no_change_but_its_lines() -> None:
    before = facts_of("after-a-fall")
    found = compared(before, {**before, "washing": Missing.NOT_SURE})
    assert isinstance(found.after, Refusal)
    assert (found.change, found.pieces, found.same) == (None, (), False)
    assert why(found, "washing") == (Why(Cause.NOT_WORKED_OUT),)
    assert why(found.mirrored(), "washing") == (Why(Cause.WORKED_OUT_NOW),)
    assert compare(found.after, found.before) == found.mirrored()
    nothing = compare(found.before, Refusal(Reason.UNANSWERED))
    assert {each.cause for one in nothing.lines for each in one.why} == {Cause.NOT_WORKED_OUT}


def test_another_day_alone_changes_nothing() -> None:
    facts = facts_of("early-dementia")
    found = compare(calculate(version(), facts, DAY), calculate(version(), facts, DAY + timedelta(days=40)))
    assert found.same


@pytest.mark.parametrize("cost", [Decimal("120.50"), Decimal(9000)])
def test_another_start_is_one_piece_for_the_whole_change(cost: Decimal) -> None:
    facts = {**facts_of("after-a-fall"), "start-with": "myself", "support-now": "no"}
    has_support = {**facts, "support-now": "yes", "needs-changed": "same", "more-support": "no", "support-cost": cost}
    was, now = (indicative_budget(BASIS, version(), each, DAY) for each in (facts, has_support))
    found = compare(was, now)
    assert found.basis_changed
    assert found.change is not None
    assert pieces(found) == [(None, found.change, [Cause.BASIS])]
    assert compare(now, was) == found.mirrored()


@pytest.mark.parametrize("lifted", [None, Lifted.USE_SCHEME])
def test_lines_of_another_start_are_not_called_new_in_the_table(lifted: Lifted | None) -> None:
    facts = {**facts_of("after-a-fall"), "start-with": "myself", "support-cost": Decimal(900)}
    in_place = {**facts, "support-now": "yes", "needs-changed": "same", "more-support": "no"}
    was = indicative_budget(BASIS, version(), in_place, DAY)
    other = in_place if lifted else {**facts, "support-now": "no"}
    now = indicative_budget(BASIS, version(), other, DAY, lifted=lifted)
    found = compare(was, now)
    assert (found.basis_changed, found.scheme_changed) == (True, False)
    assert {each.cause for one in found.lines for each in one.why} == {Cause.BASIS}
    assert pieces(found) == [(None, found.change, [Cause.BASIS])]
    assert compare(now, was) == found.mirrored()


def test_figures_in_different_units_are_not_subtracted() -> None:
    lines = "id: last\nunit: pounds a {}\nscore: washing\npoints: {{a: 52}}"
    weekly, yearly = (calculate(small(lines.format(period)), {"washing": "a"}, DAY) for period in ("week", "year"))
    found = compare(weekly, yearly)
    assert (found.change, [one.change for one in found.lines]) == (None, [None])


def test_a_new_version_that_works_alike_is_told_as_such() -> None:
    was = calculate(version(), facts_of("after-a-fall"), DAY)
    assert isinstance(was, Budget)
    found = compare(was, replace(was, fingerprint="0" * 64))
    assert (found.scheme_changed, found.same) == (True, True)
