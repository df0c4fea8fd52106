"""A printed working comes out on any calculator, whether or not that one multiplies before it adds."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.brackets import bracketed
from portal.allocation.model import How, Operand
from portal.allocation.work import work_out
from portal.money import EXACT

SIGNS = {How.ADDED: "+", How.TAKEN_AWAY: "-", How.TIMES: "*"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(SIGNS)), st.integers(1, 99)), min_size=1, max_size=6))
def test_a_working_read_with_the_rules_of_arithmetic_gives_the_figure(parts: list[tuple[How, int]]) -> None:
    parts = [(How.ADDED, parts[0][1]), *parts[1:]]
    printed = bracketed((how, f"{SIGNS[how] if place else ''}{value}") for place, (how, value) in enumerate(parts))
    figure = work_out(Operand(how, Decimal(value)) for how, value in parts)
    assert EXACT.create_decimal(eval(printed)) == figure  # noqa: S307  digits and signs made above


def test_brackets_stand_only_where_they_are_needed() -> None:
    table = [
        (How.ADDED, "56"),
        (How.TAKEN_AWAY, " − 40"),
        (How.TIMES, " × 7"),
        (How.DIVIDED_BY, " ÷ 20"),
        (How.ADDED, " + 3"),
    ]
    assert bracketed(table) == "(56 − 40) × 7 ÷ 20 + 3"
    assert bracketed([(How.ADDED, "5"), (How.PER_CENT, " × 7%"), (How.ADDED, " + 3")]) == "5 × 7% + 3"
    assert bracketed([(How.ADDED, "5"), (How.GREATEST, ", or 9 if that is more")]) == "5, or 9 if that is more"
    floored = [(How.ADDED, "5"), (How.GREATEST, ", or 9 if that is more"), (How.TIMES, " × 2")]
    assert bracketed(floored) == "(5, or 9 if that is more) × 2"
    assert bracketed([*floored[:2], (How.ADDED, " + 2")]) == "(5, or 9 if that is more) + 2"
    held = [*floored[:2], (How.LEAST, ", or 7 if that is less")]
    assert bracketed(held) == "5, or 9 if that is more, or 7 if that is less"
