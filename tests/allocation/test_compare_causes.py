"""Why a line differs: each cause is told where it holds, with what it is about, and no other."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.allocation.compare import differing as differing_of
from portal.allocation.compare import renumbered
from portal.allocation.compare_causes import causes, roots
from portal.allocation.compare_model import Cause, LineChange, Sides, Why, mirror, ordered
from portal.allocation.model import How, Line, Operand, Outcome, Reason, Refusal
from portal.money import Direction, Rounding, Unit
from portal.words import Text

WORDS = Text("", "A line")
TWO, THREE = Decimal(2), Decimal(3)


def asked(
    question: str, value: int, option: str | None = None, item: int | None = None, how: How = How.ADDED
) -> Operand:
    return Operand(how, Decimal(value), question=question, option=option, item=item)


def earlier(line: str, value: int, how: How = How.ADDED) -> Operand:
    return Operand(how, Decimal(value), line=line)


def rate(name: str, value: int) -> Operand:
    return Operand(How.TIMES, Decimal(value), rate=name)


def stated(value: int, how: How = How.TIMES) -> Operand:
    return Operand(how, Decimal(value))


BARE = Line("last", "sum", WORDS, WORDS, (), Decimal(1), Unit.POINTS)


def line(*operands: Operand, name: str = "last", applies: bool = True, hangs_on: tuple[str, ...] = ()) -> Line:
    return replace(BARE, id=name, operands=operands, applies=applies, hangs_on=hangs_on)


def why(before: Line, after: Line, old: tuple[Line, ...] = (), new: tuple[Line, ...] = ()) -> tuple[Why, ...]:
    """The causes, once it is certain that the other side tells the same."""
    one, other = ({each.id: each for each in (*lines, last)} for lines, last in ((old, before), (new, after)))
    found = causes("last", Sides(one, other))
    assert causes("last", Sides(other, one)) == mirror(found)
    return found


def differing(before: list[Line], after: list[Line]) -> tuple[LineChange, ...]:
    sides = Sides({one.id: one for one in before}, {one.id: one for one in after})
    return differing_of(before, after, sides)


def test_each_question_that_changed_is_told_and_no_other() -> None:
    before = line(asked("a", 1, "some"), asked("b", 2, "some"), asked("c", 3, "full"))
    after = line(asked("a", 1, "some"), asked("b", 3, "some"), asked("d", 3, "full"))
    assert why(before, after) == (
        Why(Cause.ANSWER, "c", before=THREE, options_before=("full",)),
        Why(Cause.ANSWER, "d", after=THREE, options_after=("full",)),
        Why(Cause.POINTS, "b", before=TWO, after=THREE, options_before=("some",), options_after=("some",)),
    )
    same_points = why(line(asked("a", 2, "some")), line(asked("a", 2, "full")))
    assert same_points == (Why(Cause.ANSWER, "a", None, None, None, TWO, TWO, ("some",), ("full",)),)


def test_a_bare_number_is_the_answer_and_a_share_of_it_the_schemes_doing() -> None:
    assert [one.cause for one in why(line(asked("n", 2)), line(asked("n", 3)))] == [Cause.ANSWER]
    for how in (How.PER_CENT, How.COMPARED):
        shares = [line(asked("helper", value, item=0, how=how)) for value in (50, 40)]
        assert [one.cause for one in why(*shares)] == [Cause.POINTS]
    mixed = [line(asked("n", value), asked("n", 5, how=How.COMPARED)) for value in (2, 3)]
    assert why(*mixed) == (Why(Cause.ANSWER, "n"),)  # of several values none stands for the whole


def test_the_same_question_of_two_people_is_told_for_the_one_who_changed() -> None:
    before = line(*(asked("hours", value, item=place) for place, value in enumerate((1, 2, 3))))
    after = line(*(asked("hours", value, item=place) for place, value in enumerate((1, 3, 4))))
    assert [(one.item, one.before, one.after) for one in why(before, after)] == [(1, 2, 3), (2, 3, 4)]


def test_an_earlier_line_is_told_by_how_it_came_to_count() -> None:
    a, b, idle = line(name="a"), line(name="b"), line(name="b", applies=False)
    assert why(line(earlier("a", 2)), line(earlier("a", 3))) == (
        Why(Cause.EARLIER_LINE, line="a", before=TWO, after=THREE),
    )
    one, both = line(earlier("a", 2)), line(earlier("a", 2), earlier("b", 3))
    assert why(one, both, (a, b), (a, b)) == (Why(Cause.USED, line="b", after=THREE),)
    assert why(both, one, (a, b), (a, b)) == (Why(Cause.USED_NO_MORE, line="b", before=THREE),)
    for without in ((a, idle), (a,)):  # it does not count on that side, or is not there
        assert why(one, both, without, (a, b)) == (Why(Cause.EARLIER_LINE, line="b", after=THREE),)
        assert why(both, one, (a, b), without) == (Why(Cause.EARLIER_LINE, line="b", before=THREE),)


def test_rates_and_figures_of_the_scheme_are_told_with_both_values() -> None:
    before, after = line(stated(2), rate("a", 2), rate("b", 2)), line(stated(3), rate("a", 2), rate("b", 3))
    assert why(before, after) == (
        Why(Cause.RATE, rate="b", before=TWO, after=THREE),
        Why(Cause.STATED, before=TWO, after=THREE),
    )
    assert why(line(stated(2), stated(5)), line(stated(3), stated(5))) == (Why(Cause.STATED, before=TWO, after=THREE),)
    for other in ((stated(3), stated(6)), (stated(3),), (stated(3), stated(5), stated(1))):
        assert why(line(stated(2), stated(5)), line(*other)) == (Why(Cause.STATED),)
    assert why(line(stated(2)), replace(line(stated(3)), outcome=Outcome.RAISED)) == (Why(Cause.LIMIT),)
    assert why(line(), line()) == ()


@pytest.mark.parametrize(
    "other", [{"operation": "least"}, {"unit": Unit.HOURS}, {"rounding": Rounding(Decimal(1), Direction.UP)}]
)
def test_a_line_that_is_worked_out_in_another_way_says_so(other: dict[str, object]) -> None:
    changed = replace(line(), **other)
    assert why(line(), changed) == (Why(Cause.WORKED_OUT),)


def test_a_line_that_counts_on_one_side_says_what_stopped_it() -> None:
    before, after = line(applies=False), line(earlier("a", 2), earlier("b", 2), asked("q", 1), hangs_on=("h", "g"))
    a, idle, b = line(name="a"), line(name="a", applies=False), line(name="b")
    for stopped in ((idle, b), (b,)):
        assert why(before, after, stopped, (a, b)) == (Why(Cause.COUNTS, line="a"),)
        assert why(after, before, (a, b), stopped) == (Why(Cause.COUNTS_NO_MORE, line="a"),)
    by_answer = (Why(Cause.COUNTS, "g"), Why(Cause.COUNTS, "h"))
    assert why(before, after, (a, b), (a, b)) == by_answer
    assert why(before, replace(after, hangs_on=()), (a, b), (a, b)) == (Why(Cause.COUNTS, "q"),)
    of_one = line(asked("q", 1, item=1))
    assert why(before, of_one, (a, b), (a, b)) == (Why(Cause.COUNTS, "q", 1),)
    assert why(before, line(stated(2)), (a,), (a,)) == (Why(Cause.COUNTS),)
    assert causes("last", Sides({}, {"last": after})) == (Why(Cause.LINE_NEW),)
    assert causes("last", Sides({"last": after}, {})) == (Why(Cause.LINE_GONE),)


def test_causes_stand_in_one_order_and_each_once() -> None:
    told = [
        Why(Cause.ANSWER, "a"),
        Why(Cause.ANSWER, "a", 0),
        Why(Cause.ANSWER, "a", 1),
        Why(Cause.ANSWER, "b"),
        Why(Cause.RATE, rate="x"),
        Why(Cause.RATE, rate="y"),
        Why(Cause.EARLIER_LINE, line="a"),
        Why(Cause.EARLIER_LINE, line="b"),
        Why(Cause.USED_NO_MORE),
        Why(Cause.COUNTS),
        Why(Cause.ROUNDING),
    ]
    assert ordered([*reversed(told), *told[2:5]]) == tuple(told)


def test_a_change_is_told_for_each_line_that_counts_on_one_side_or_has_another_figure() -> None:
    three = replace(line(), figure=THREE)
    idle = replace(line(applies=False), figure=Decimal(0))
    pounds = replace(three, unit=Unit.POUNDS)
    for before, after, change in ((line(), three, 2), (line(), idle, -1), (idle, three, 3), (line(), pounds, None)):
        (found,) = differing([before], [after])
        assert (found.id, found.change, found.mirrored().change) == (
            "last",
            change,
            None if change is None else -change,
        )
        assert found.title_from == after
    (new,), (gone,) = differing([], [three]), differing([three], [])
    assert (new.change, gone.change, gone.title_from) == (3, -3, three)
    assert differing([idle], [replace(idle, operands=(stated(2),))]) == differing([three], [three]) == ()
    assert len(differing([three], [replace(three, outcome=Outcome.RAISED)])) == 1


def test_lines_are_told_in_the_schemes_order_from_both_sides() -> None:
    b, c, a = (line(name=name) for name in "bca")
    more = [replace(one, figure=THREE) for one in (b, c, a)]
    assert [one.id for one in differing([b, c, a], more)] == ["b", "c", "a"]
    assert [one.id for one in differing([b, a], more)] == [one.id for one in differing(more, [b, a])] == ["b", "c", "a"]


def test_people_keep_their_place_when_another_is_left_out() -> None:
    operands = (asked("hours", 1, item=0), asked("hours", 2, item=1), asked("other", 3, item=1), earlier("a", 4))
    found = Refusal(Reason.UNANSWERED, lines=(line(*operands),))
    moved = renumbered(found, {"hours": [1]})
    assert [(one.question, one.item) for one in moved.lines[0].operands] == [
        ("hours", 1),
        ("hours", 1),
        ("other", 1),
        (None, None),
    ]
    again = renumbered(found, {"hours": [2, 0], "": [5]})
    assert [one.item for one in again.lines[0].operands] == [2, 0, 1, None]


def test_another_row_of_one_table_is_told_by_what_was_looked_up_alone() -> None:
    points = [replace(line(asked("q", value), name="points"), figure=Decimal(value)) for value in (2, 3)]
    before, after = (line(earlier("points", value, How.COMPARED), stated(value * 10)) for value in (2, 3))
    old, new = ({"points": one, "last": other} for one, other in zip(points, (before, after), strict=True))
    moved, both = Cause.EARLIER_LINE, [Cause.STATED, Cause.EARLIER_LINE]
    for one_scheme, one_day, wanted in (
        (True, True, [moved]),
        (True, False, both),
        (False, True, both),
    ):
        sides = Sides(old, new, one_scheme=one_scheme, one_day=one_day)
        assert [one.cause for one in causes("last", sides)] == wanted
        one, other = ({**each, "last": replace(each["last"], operation="bands")} for each in (old, new))
        of_bands = causes("last", Sides(one, other, one_scheme=one_scheme, one_day=one_day))
        assert [one.cause for one in of_bands] == ([moved] if one_scheme else both)
        other_row = {**old, "last": line(earlier("points", 2, How.COMPARED), stated(30))}
        same_points = causes("last", Sides(old, other_row, one_scheme=one_scheme, one_day=one_day))
        assert [one.cause for one in same_points] == [Cause.STATED]
    made_of = {"points": points[1], "last": line(earlier("points", 3), stated(30))}
    assert [one.cause for one in causes("last", Sides(old, made_of, one_scheme=True, one_day=True))] == both


def test_a_line_is_told_by_what_it_comes_from_however_far_below() -> None:
    def side(value: int, price: int) -> dict[str, Line]:
        a, b = line(asked("q", value), name="a"), line(asked("r", 1), rate("hour", price), name="b")
        middle = line(earlier("a", value), earlier("b", price), earlier("a", value), name="middle")
        return {one.id: one for one in (a, b, middle, line(earlier("middle", 2 * value + price), stated(price)))}

    sides = Sides(side(2, 5), side(3, 5))
    assert roots("last", sides) == (Why(Cause.ANSWER, "q", before=TWO, after=THREE),)
    found = roots("last", Sides(side(2, 5), side(2, 6)))
    assert [(one.cause, one.line, one.rate) for one in found] == [
        (Cause.RATE, None, "hour"),
        (Cause.STATED, "last", None),
    ]
