"""What lines refer to: limits hold to the very figure, and what is dated holds from its first day on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.model import RateUsed, Reason
from portal.allocation.parts import NOWHERE, FigureTest, Rate, RateValue
from portal.money import Unit
from portal.words import Text

FIRST, NEXT = date(2026, 4, 1), date(2027, 4, 1)
FIVE = Decimal(5)


@pytest.mark.parametrize(
    ("test", "held"),
    [
        (FigureTest("a", at_least=FIVE), ["5", "5.01"]),
        (FigureTest("a", at_most=FIVE), ["4.99", "5"]),
        (FigureTest("a", more_than=FIVE), ["5.01"]),
        (FigureTest("a", less_than=FIVE), ["4.99"]),
        (FigureTest("a", at_least=FIVE, at_most=FIVE), ["5"]),
        (FigureTest("a"), ["4.99", "5", "5.01"]),
    ],
)
def test_a_limit_on_a_figure_holds_to_the_very_figure(test: FigureTest, held: list[str]) -> None:
    assert [each for each in ("4.99", "5", "5.01") if test.holds(Decimal(each))] == held


def test_a_rate_holds_from_its_first_day_with_its_source() -> None:
    title = Text("hour", "An hour")
    old = RateValue(FIRST, FIVE, "Letter", NOWHERE)
    rate = Rate("hour", title, Unit.POUNDS, Unit.HOURS, (replace(old, starts=NEXT, figure=None), old), NOWHERE)
    assert rate.on(date(2026, 3, 31)) is None
    assert rate.on(date(2027, 3, 31)) == RateUsed("hour", title, FIVE, Unit.POUNDS, Unit.HOURS, FIRST, "Letter")
    assert rate.on(NEXT) is None
    assert rate.why_not(date(2026, 3, 31)) is rate.why_not(NEXT) is Reason.NO_PRICE
    hidden = replace(rate, values=(replace(old, figure=None, published=False),))
    assert hidden.why_not(FIRST) is Reason.NOT_PUBLISHED
