"""The headline's change in pieces: what each line hands on exactly, what stays whole, and what was held or rounded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.compare import compare
from portal.allocation.compare_model import Cause
from portal.allocation.model import Basis, Budget, How, Line, Operand, Outcome, Result
from portal.allocation.work import work_out
from portal.money import Direction, Rounding
from tests.allocation.test_compare_causes import BARE, WORDS, asked, earlier, rate, stated

PENNY, FIVES = Rounding(Decimal("0.01"), Direction.HALF_UP), Rounding(Decimal(5), Direction.UP)
Told = list[tuple[str | None, Decimal, list[Cause]]]


def made(name: str, *operands: Operand, rounding: Rounding | None = None, outcome: Outcome = Outcome.ORDINARY) -> Line:
    figure = work_out(operands, rounding)
    return replace(BARE, id=name, operands=operands, figure=figure, rounding=rounding, outcome=outcome)


def budget(*lines: Line) -> Budget:
    headline = Result("weekly", WORDS, lines[-1].id, headline=True)
    return Budget("any", "1", "f", date(2026, 4, 1), lines=lines, results=(headline,), illustrative=True)


def pieces(before: Budget, after: Budget) -> Told:
    """The pieces, once it is certain that they make up the change and that the other side tells the same."""
    found = compare(before, after)
    assert found.change == after.headline.figure - before.headline.figure == sum(one.amount for one in found.pieces)
    assert compare(after, before) == found.mirrored()
    return [(one.line, one.amount, [each.cause for each in one.why]) for one in found.pieces]


def between(a: tuple[int, int], *rest: object) -> Told:
    """The pieces where line `a` became another figure and the lines after it stayed, with `b` at 4 on both sides."""
    sides = []
    for value in a:
        lines = [made("a", asked("a", value)), made("b", asked("b", 4))]
        for one in rest:
            assert callable(one)
            lines.append(one(lines))
        sides.append(budget(*lines))
    return pieces(*sides)


def taking(lines: list[Line], name: str, how: How = How.ADDED) -> Operand:
    return Operand(how, next(one.figure for one in lines if one.id == name), line=name)


@pytest.mark.parametrize(
    ("then", "part"),
    [
        (stated(3), "3"),
        (stated(8, How.DIVIDED_BY), "0.125"),
        (stated(50, How.PER_CENT), "0.5"),
        (rate("hour", 20), "20"),
        (asked("share", 25, how=How.PER_CENT), "0.25"),
        (stated(5, How.TAKEN_AWAY), "1"),
    ],
)
def test_a_change_is_handed_on_times_what_the_line_makes_of_it(then: Operand, part: str) -> None:
    found = between((10, 16), lambda lines: made("last", taking(lines, "a"), stated(2, How.ADDED), then))
    assert found == [("a", 6 * Decimal(part), [Cause.ANSWER])]


def test_what_is_taken_away_counts_against_and_what_is_added_twice_counts_twice() -> None:
    found = between((1, 3), lambda lines: made("last", taking(lines, "b"), taking(lines, "a", How.TAKEN_AWAY)))
    assert found == [("a", Decimal(-2), [Cause.ANSWER])]
    twice = between(
        (1, 3),
        lambda lines: made("more", taking(lines, "a"), taking(lines, "b"), stated(3)),
        lambda lines: made("last", taking(lines, "a"), taking(lines, "a"), taking(lines, "more")),
    )
    assert twice == [("a", Decimal(10), [Cause.ANSWER])]


def test_a_share_without_an_end_keeps_the_change_whole_at_its_line() -> None:
    by_three = [
        (lambda lines: made("last", taking(lines, "a"), stated(3, How.DIVIDED_BY), rounding=PENNY)),
        (lambda lines: made("last", taking(lines, "a"), stated(6, How.DIVIDED_BY), rounding=PENNY)),
    ]
    assert between((3, 6), by_three[0]) == [("last", Decimal(1), [Cause.ANSWER])]
    assert between((3, 9), by_three[1]) == [("last", Decimal(1), [Cause.ANSWER])]
    by_forty = between((3, 43), lambda lines: made("last", taking(lines, "a"), stated(40, How.DIVIDED_BY)))
    assert by_forty == [("a", Decimal(1), [Cause.ANSWER])]


def test_what_the_scheme_states_and_what_is_rounded_stand_apart() -> None:
    def side(more: int, to: int) -> Budget:
        a = made("a", asked("a", 7))
        last = made(
            "last", earlier("a", 7), stated(more, How.ADDED), stated(3), rounding=Rounding(Decimal(to), Direction.UP)
        )
        return budget(a, last)

    assert pieces(side(1, 1), side(2, 1)) == [("last", Decimal(3), [Cause.STATED])]
    assert pieces(side(1, 1), side(1, 10)) == [("last", Decimal(6), [Cause.ROUNDING])]
    found = between((7, 8), lambda lines: made("last", taking(lines, "a"), stated(3), rounding=FIVES))
    assert found == [("a", Decimal(3), [Cause.ANSWER]), ("last", Decimal(-3), [Cause.ROUNDING])]


def test_a_line_that_is_used_on_one_side_alone_belongs_to_the_line_that_uses_it() -> None:
    def side(*used: str) -> Budget:
        lines = [made("a", asked("a", 2)), made("b", asked("b", 5))]
        total = made("total", *(taking(lines, name) for name in used))
        return budget(*lines, total, made("last", Operand(How.ADDED, total.figure, line="total"), stated(3)))

    assert pieces(side("a"), side("a", "b")) == [("total", Decimal(15), [Cause.USED])]
    assert pieces(side("a", "b"), side("a")) == [("total", Decimal(-15), [Cause.USED_NO_MORE])]
    found = compare(side("a"), side("a", "b"))
    assert [(one.cause, one.line) for piece in found.pieces for one in piece.why] == [(Cause.USED, "b")]


def test_a_line_used_on_one_side_counts_with_the_figure_and_the_share_of_that_side() -> None:
    def side(b: int | None, *taken: Operand, a: int = 2) -> Budget:
        more = [] if b is None else [made("b", asked("b", b))]
        return budget(made("a", asked("a", a)), *more, made("last", earlier("a", a), *taken, stated(3)))

    assert pieces(side(4), side(5, earlier("b", 5))) == [("last", Decimal(15), [Cause.USED])]
    assert pieces(side(None), side(5, earlier("b", 5))) == [("b", Decimal(15), [Cause.LINE_NEW])]
    nothing = (earlier("b", 5), earlier("b", 5, How.TAKEN_AWAY))
    for without in (side(5, a=3), side(None, a=3)):
        assert pieces(side(5, *nothing), without) == [("a", Decimal(3), [Cause.ANSWER])]


def test_a_new_line_that_two_lines_use_counts_once_for_each() -> None:
    def side(*new: str) -> Budget:
        lines = [made("a", asked("a", 2)), *(made(name, asked(name, 5)) for name in new)]
        more = [earlier(name, 5) for name in new]
        one, other = made("one", earlier("a", 2), *more), made("other", earlier("a", 2), *more)
        return budget(*lines, one, other, made("last", taking([one], "one"), taking([other], "other")))

    assert pieces(side(), side("b")) == [("b", Decimal(10), [Cause.LINE_NEW])]


def test_what_is_a_lines_own_is_told_apart_from_what_limits_it() -> None:
    alone = [budget(made("last", asked("a", 3), stated(each))) for each in (2, 5)]
    assert pieces(*alone) == [("last", Decimal(9), [Cause.STATED])]
    two = [budget(made("last", asked("a", each), asked("b", 5), stated(2))) for each in (3, 4)]
    assert pieces(*two) == [("last", Decimal(2), [Cause.ANSWER])]
    after = between((10, 11), lambda lines: made("last", taking(lines, "a"), stated(30, How.LEAST), stated(2)))
    assert after == [("a", Decimal(2), [Cause.ANSWER])]

    def side(more: int, outcome: Outcome) -> Budget:
        last = made("last", earlier("a", 7), stated(more, How.ADDED), stated(10, How.LEAST), outcome=outcome)
        return budget(made("a", asked("a", 7)), last)

    assert pieces(side(1, Outcome.ORDINARY), side(5, Outcome.LOWERED)) == [
        ("last", Decimal(4), [Cause.STATED]),
        ("last", Decimal(-2), [Cause.LIMIT]),
    ]


def test_a_line_that_was_no_sum_before_keeps_its_change_whole() -> None:
    none, half = (
        budget(made("a", asked("a", 8)), made("last", earlier("a", 8), stated(share, How.PER_CENT)))
        for share in (0, 50)
    )
    assert pieces(none, half) == [("last", Decimal(4), [Cause.STATED])]


def test_a_very_small_share_is_still_handed_on_exactly() -> None:
    tiny = [Operand(How.TIMES, Decimal("0.0000000001"))] * 3
    found = between((10, 16), lambda lines: made("last", taking(lines, "a"), *tiny))
    assert found == [("a", Decimal("6e-30"), [Cause.ANSWER])]


def test_a_line_that_is_there_on_one_side_alone_is_a_piece_of_its_own() -> None:
    def side(*, there: bool, applies: bool = True) -> Budget:
        a, b = made("a", asked("a", 2)), replace(made("b", asked("b", 5)), applies=applies)
        figure = b.figure if applies else Decimal(0)
        used = [earlier("a", 2), Operand(How.ADDED, figure, line="b")] if there and applies else [earlier("a", 2)]
        more = [replace(b, figure=figure)] if there else []
        total = made("total", *used)
        return budget(a, *more, total, made("last", Operand(How.ADDED, total.figure, line="total"), stated(3)))

    assert pieces(side(there=False), side(there=True)) == [("b", Decimal(15), [Cause.LINE_NEW])]
    assert pieces(side(there=True), side(there=False)) == [("b", Decimal(-15), [Cause.LINE_GONE])]
    assert pieces(side(there=True, applies=False), side(there=True)) == [("b", Decimal(15), [Cause.COUNTS])]


def test_of_the_greatest_the_one_that_was_taken_hands_its_change_on() -> None:
    def side(a: int, b: int, least: int = 1) -> Budget:
        lines = [made("a", asked("a", a)), made("b", asked("b", b))]
        best = made(
            "best",
            taking(lines, "a", How.GREATEST),
            taking(lines, "b", How.GREATEST),
            stated(least, How.GREATEST),
            rounding=FIVES,
        )
        return budget(*lines, best, made("last", Operand(How.ADDED, best.figure, line="best"), stated(2)))

    assert pieces(side(10, 4), side(20, 4)) == [("a", Decimal(20), [Cause.ANSWER])]
    assert pieces(side(10, 4), side(17, 4)) == [
        ("a", Decimal(14), [Cause.ANSWER]),
        ("best", Decimal(6), [Cause.ROUNDING]),
    ]
    assert pieces(side(10, 4), side(4, 10)) == []
    assert pieces(side(10, 4), side(4, 20)) == [("best", Decimal(20), [Cause.ANSWER] * 2)]
    assert pieces(side(1, 2, 30), side(1, 2, 40)) == [("best", Decimal(20), [Cause.STATED])]


def test_what_a_cap_or_the_smallest_sum_holds_back_is_told_apart() -> None:
    def side(a: int, *, none: bool = False) -> Budget:
        over = (earlier("a", a), stated(0) if none else stated(12, How.LEAST))
        outcome = Outcome.NO_BUDGET if none else Outcome.LOWERED if a > 12 else Outcome.ORDINARY
        return budget(made("a", asked("a", a)), made("last", *over, outcome=outcome))

    assert pieces(side(10), side(11)) == [("a", Decimal(1), [Cause.ANSWER])]
    assert pieces(side(10), side(15)) == [("a", Decimal(5), [Cause.ANSWER]), ("last", Decimal(-3), [Cause.LIMIT])]
    assert pieces(side(10), side(4, none=True)) == [
        ("a", Decimal(-6), [Cause.ANSWER]),
        ("last", Decimal(-4), [Cause.LIMIT]),
    ]


def test_a_figure_that_was_looked_up_or_multiplied_by_a_line_stays_whole() -> None:
    looked = between(
        (3, 8),
        lambda lines: made("last", taking(lines, "a", How.COMPARED), stated(int(lines[0].figure) * 8, How.ADDED)),
    )
    assert looked == [("last", Decimal(40), [Cause.ANSWER])]
    by_line = between((3, 8), lambda lines: made("last", taking(lines, "b"), taking(lines, "a", How.TIMES)))
    assert by_line == [("last", Decimal(20), [Cause.ANSWER])]
    held = between((3, 8), lambda lines: made("last", taking(lines, "b", How.COMPARED), taking(lines, "a")))
    assert held == [("a", Decimal(5), [Cause.ANSWER])]  # it was held against the one and made of the other
    chosen = [
        budget(made("last", asked("kind", 1, option, how=How.COMPARED), stated(figure, How.ADDED)))
        for option, figure in (("a", 30), ("b", 40))
    ]
    assert pieces(*chosen) == [("last", Decimal(10), [Cause.ANSWER, Cause.STATED])]
    assert [one.line for one in compare(*chosen).pieces[0].why] == [None, None]  # looked up by an answer, not a line
    nought = between((3, 8), lambda lines: made("last", taking(lines, "a"), stated(0), taking(lines, "a")))
    assert nought == [("last", Decimal(5), [Cause.ANSWER])]


def test_another_headline_is_one_piece_told_by_what_the_budget_starts_from() -> None:
    one, other = budget(made("a", asked("a", 3))), budget(made("b", asked("b", 5)))
    assert pieces(one, other) == [(None, Decimal(2), [Cause.WORKED_OUT])]
    cost = replace(other, basis=Basis("cost", WORDS, WORDS))
    assert pieces(one, cost) == [(None, Decimal(2), [Cause.BASIS])]
    same = compare(one, budget(made("b", asked("b", 3))))
    assert (same.change, same.pieces, len(same.lines)) == (0, (), 2)
