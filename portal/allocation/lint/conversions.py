"""Owns the rule that a conversion keeps to calendar and clock: a part of a year may count, more than one may not."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from portal.allocation.lint.time import MINUTES
from portal.allocation.parts import Conversion
from portal.allocation.scheme import Scheme
from portal.files import Complaint
from portal.money import Unit, plain

DAYS: Final[Mapping[str, Fraction]] = {
    "a day": Fraction(1),
    "a week": Fraction(7),
    "every two weeks": Fraction(14),
    "every four weeks": Fraction(28),
    "a month": Fraction(365, 12),
    "a year": Fraction(365),
}
"""How many days each period has in a common year."""

COUNTED: Final[Mapping[str, str]] = {
    "a day": "days",
    "a week": "weeks",
    "every two weeks": "times two weeks",
    "every four weeks": "times four weeks",
    "a month": "months",
}
"""The periods that others hold, as they are counted."""

BY_PARTS: Final = frozenset({"every four weeks", "a month"})  # of these, only a few weeks or months can be left out
MONTHS: Final = 12  # of a year, and hardly ever how many times four weeks of one are meant
OTHERS_MEANT: Final[Mapping[tuple[str, str], tuple[int, int, str]]] = {
    ("a week", "a year"): (12, 7, " Where 12 weeks are right, write 84 and 7."),
    ("a week", "a month"): (4, 12, " Where a year counts only 48 weeks, write 48 and 12."),
}
"""So many of a period are months of a year or four weeks of a month, unless another number says so beside it."""
SLIPPED: Final = (
    Fraction(521, 100),
    Fraction(523, 100),
)  # weeks of a year with the point one place too far to the left
SEVERAL: Final = Fraction(5, 2)
SPREAD: Final = Fraction(1, 50)  # a leap year, a long month, and a number that was rounded
HOURS: Final = 24
DAY_LONG: Final[Mapping[str, str]] = {"days": "day", "nights": "night"}
"""What lasts no longer than a day."""
PAY_DAYS: Final = 4  # from so many on, one more may begin in a period than fit into it: 53 weeks, 5 in a month


def wrong_conversions(scheme: Scheme) -> Iterator[Complaint]:
    """No conversion counts more of a period or day than there is, goes the wrong way round, or leads nowhere."""
    for one in scheme.conversions.values():
        if one.of is one.unit or _hours_of_a_day(one) > HOURS:
            yield _never(one)
            continue
        right = _right(one.of, one.unit)
        wrong = right is not None and _says_wrong(one, right)
        if right is not None and wrong:
            weeks_of_a_year = {one.of.period, one.unit.period} == {"a week", "a year"}
            fewer = " Where fewer weeks count, such as 38 of school, write those." if weeks_of_a_year else ""
            other = _other_meant(one, right)
            cure = f"Write `{_written(right)}`.{other or fewer}"
            where = f"conversion “{one.id}”"
            yield Complaint("wrong-conversion", one.mark.file, one.mark.line, where, str(wrong), cure)


def _never(one: Conversion) -> Complaint:
    """What can be right by no factor: a figure that stays what it is, or a day of more hours than there are."""
    if one.of is one.unit:
        what = f"It leads from {one.of} to {one.unit}, which are the same."
        cure = "Name the other unit; or, where a figure is made larger or smaller, use `multiply:` or `percentage:`."
    else:
        what = f"By this factor a {DAY_LONG[_each(one)]} would hold {_rounded(_hours_of_a_day(one))} hours."
        cure = f"Write how many hours of it count, {HOURS} at the most."
    return Complaint("wrong-conversion", one.mark.file, one.mark.line, f"conversion “{one.id}”", what, cure)


def _each(one: Conversion) -> str:
    return one.of.counted if one.of.counted in DAY_LONG else one.unit.counted


def _hours_of_a_day(one: Conversion) -> Fraction:
    """How many hours a day or night is counted for; 0 where it is not about that."""
    factor, of, unit = _factor(one), one.of.counted, one.unit.counted
    if one.of.period != one.unit.period or factor <= 0 or len({of, unit} & DAY_LONG.keys()) != 1:
        return Fraction(0)
    each = factor if of in DAY_LONG else 1 / factor
    return each * MINUTES.get(unit if of in DAY_LONG else of, 0) / MINUTES["hours"]


def _right(of: Unit, unit: Unit) -> Fraction | None:
    """The factor between two units of time of one thing; None where they are none, or the same."""
    counted = of.counted == unit.counted or {of.counted, unit.counted} <= MINUTES.keys()
    if of is unit or not counted or not (of.period == unit.period or {of.period, unit.period} <= DAYS.keys()):
        return None
    things = Fraction(MINUTES.get(of.counted, 1), MINUTES.get(unit.counted, 1))
    return things if of.period == unit.period else things * DAYS[unit.period] / DAYS[of.period]


def _says_wrong(one: Conversion, right: Fraction) -> str | None:
    """What is wrong with the factor of a conversion, in a sentence; None where nothing is."""
    factor = _factor(one)
    if factor <= 0:  # which has a complaint of its own
        return None
    if one.of.period == one.unit.period:
        return None if _near(factor, right) else "An hour has 60 minutes."
    short, long, whole, held = _held(one, right)
    months_meant = (short, long) == ("every four weeks", "a year") and held == MONTHS
    slipped = (short, long) == ("a week", "a year") and SLIPPED[0] <= held <= SLIPPED[1]
    if _least(short, long, whole) <= held <= _most(whole) and not (months_meant or slipped or _other_meant(one, right)):
        return None
    name, each = long.removeprefix("every "), COUNTED[short]
    return f"By this factor {name} would hold {_rounded(held)} {each}, and the calendar has {_rounded(whole)}."


def _held(one: Conversion, right: Fraction) -> tuple[str, str, Fraction, Fraction]:
    """The shorter and the longer period, how many the longer has, and how many it would hold by the factor."""
    short, long = sorted((one.of.period, one.unit.period), key=DAYS.__getitem__)
    whole = DAYS[long] / DAYS[short]
    factor = _factor(one)
    return short, long, whole, whole * (factor / right if long == one.unit.period else right / factor)


def _other_meant(one: Conversion, right: Fraction) -> str:
    """What to write where the factor looks like that of another period, and is right all the same; else nothing."""
    if one.of.period == one.unit.period or _factor(one) <= 0:
        return ""
    short, long, _, held = _held(one, right)
    number, beside, cure = OTHERS_MEANT.get((short, long), (0, 0, ""))
    return cure if held == number and beside not in {one.factor, one.over} else ""


def _factor(one: Conversion) -> Fraction:
    factor = 1 / Fraction(one.factor) if one.divides and one.factor else Fraction(one.factor)
    return factor / Fraction(one.over) if one.over else factor


def _least(short: str, long: str, whole: Fraction) -> Fraction:
    """How few of a period another may be taken to hold: one day of a month, but not one week of four, nor less."""
    by_parts = short != "a day" and not BY_PARTS.isdisjoint((short, long))
    return max(whole / SEVERAL, Fraction(1)) if by_parts else Fraction(1)


def _most(whole: Fraction) -> Fraction:
    begun = Fraction(whole // 1 + 1) if whole > PAY_DAYS and whole.denominator > 1 else whole
    return max(begun, whole * (1 + SPREAD))


def _near(factor: Fraction, right: Fraction) -> bool:
    return right * (1 - SPREAD) <= factor <= right * (1 + SPREAD)


def _rounded(number: Fraction) -> str:
    hundredths = Decimal(round(number * 100)).scaleb(-2)
    return str(plain(hundredths)) if number >= SPREAD else "hardly any"


def _written(factor: Fraction) -> str:
    above, below = factor.numerator, factor.denominator
    times, divided = f"times: {above}", f"divided_by: {below}"
    return times if below == 1 else divided if above == 1 else f"{times}, {divided}"
