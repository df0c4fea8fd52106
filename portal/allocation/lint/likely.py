"""Owns telling figures that may be right and are more often a slip: 1.15 per cent, 356 days, 2026 months."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from portal.allocation.operations import Choose, Left, Once, Percentage, Quantity, Score, ScoreEach, ScoreSeveral
from portal.allocation.parts import Conversion, Term
from portal.allocation.scheme import Scheme
from portal.money import EXACT, Direction, Rounding, decimals, plain

WHOLE, TWICE, TEN, HUNDRED = Decimal(1), Decimal(2), Decimal(10), Decimal(100)
TWO_PLACES = 2
STEEP = Decimal(25)  # per cent: more than prices rise in one year, and ten times what they often do
TURNED = {Decimal(each) for each in (356, 536, 563, 635, 653)}  # the digits of 365 in another order
FEWEST_WEEKS, MOST_WEEKS = 5, 53
DECADE = 120  # months
LASTING = frozenset({"minutes", "hours", "days", "nights", "weeks"})


def said_of_likely_slips(scheme: Scheme) -> Iterator[str]:
    """A sentence for each."""
    yield from _shares(scheme)
    yield from _steep_rises(scheme)
    yield from _conversions(scheme)
    yield from _long_periods(scheme)
    yield from _not_offered(scheme)
    yield from _same_labels(scheme)
    yield from _below_nought(scheme)


def _shares(scheme: Scheme) -> Iterator[str]:
    """Shares of hardly more than one per cent, and parts of one among shares in per cent."""
    for line in scheme.lines:
        if isinstance(line.operation, Percentage):
            given = sorted(set(_given(line.operation.share, scheme)))
            small = [one for one in given if 0 < one <= WHOLE]
            if small and given[-1] >= TEN:
                cases = f"{_listed(small)} per cent in one case and {given[-1]} in another"
                yield f"“{line.id}” takes {cases}. Is {_in_per_cent(small)} meant?"
            elif len(given) == 1 and WHOLE < given[0] < TWICE and decimals(given[0]) >= TWO_PLACES:
                yield f"“{line.id}” takes {given[0]} per cent. Is {_in_per_cent(given)} meant?"


def _given(term: Term, scheme: Scheme) -> Iterator[Decimal]:
    """The figures that a share can have, where they are stated, in a rate or in the rows of a choice."""
    if term.figure is not None:
        yield term.figure
    rate = scheme.rates.get(term.rate or "")
    if rate is not None:
        yield from rate.figures
    line = next((one for one in scheme.lines if one.id == term.line), None)
    if line is not None and isinstance(line.operation, Choose):
        for row in line.operation.rows:
            if row.term is not None and row.term.line is None:
                yield from _given(row.term, scheme)


def _listed(figures: list[Decimal]) -> str:
    return " and ".join(str(plain(one)) for one in figures)


def _in_per_cent(figures: list[Decimal]) -> str:
    return _listed([EXACT.multiply(one, HUNDRED) for one in figures])


def _steep_rises(scheme: Scheme) -> Iterator[str]:
    raised = [
        (f"rate “{rate.id}”", one.starts, one.uprated_by) for rate in scheme.rates.values() for one in rate.values
    ]
    for table in scheme.tables.values():
        raised += [(f"table “{table.id}”", one.starts, one.uprated_by) for one in table.versions]
    for name, starts, by in raised:
        if by is not None and STEEP <= by <= HUNDRED:
            yield f"From {starts} on, the {name} is {by} per cent higher. Is {plain(by / TEN)} meant?"


def _conversions(scheme: Scheme) -> Iterator[str]:
    for one in scheme.conversions.values():
        written = next((each for each in (one.factor, one.over) if each in TURNED), None)
        if written is not None:
            yield f"The conversion “{one.id}” counts with {written}. Is 365 meant?"
        weeks = _weeks_of_a_year(one)
        if WHOLE < weeks < FEWEST_WEEKS and weeks.denominator > 1 and weeks * 10 <= MOST_WEEKS:
            yield f"By “{one.id}” a year holds {_about(weeks)} weeks. Is {_about(weeks * 10)} meant?"


def _about(number: Fraction) -> Decimal:
    tenth = Rounding(Decimal("0.1"), Direction.HALF_UP)
    return plain(tenth.apply_to_quotient(Decimal(number.numerator), Decimal(number.denominator)))


def _weeks_of_a_year(one: Conversion) -> Fraction:
    """How many weeks a year has by this factor; 0 where it is not between these two."""
    factor = Fraction(one.factor) / Fraction(one.over or 1)
    between = (one.of.period, one.unit.period)
    if one.of.counted != one.unit.counted or factor <= 0 or set(between) != {"a week", "a year"}:
        return Fraction(0)
    factor = 1 / factor if one.divides else factor
    return factor if between[0] == "a week" else 1 / factor


def _long_periods(scheme: Scheme) -> Iterator[str]:
    for line in scheme.lines:
        period = line.operation.period if isinstance(line.operation, Once | Left) else None
        if period is not None and period.months is not None and period.months > DECADE:
            yield f"The period of “{line.id}” has {period.months} months, which is {period.months // 12} years."


def _not_offered(scheme: Scheme) -> Iterator[str]:
    """What stands for an answer that an input does not offer never stands there."""
    offered = {one.id: one.special for one in scheme.declared}
    for line in scheme.lines:
        operation = line.operation
        if isinstance(operation, Score | ScoreEach | ScoreSeveral | Quantity):
            given = {"not-applicable": operation.instead.not_applicable, "blank": operation.instead.blank}
            for special in (special for special, figure in given.items() if figure is not None):
                if all(special not in offered.get(one.id, (special,)) for one in operation.inputs):
                    field = special.replace("-", "_")
                    no_such = f"“{operation.inputs[0].id}” offers no such answer"
                    yield f"“{line.id}” has `{field}:`, and {no_such}. If it should, write `{field}: true` there."


def _same_labels(scheme: Scheme) -> Iterator[str]:
    asked = [(one.group, one.label.standard) for one in scheme.declared if one.label]
    for (group, label), times in Counter(asked).items():
        if times > 1:
            names = [
                one.id for one in scheme.declared if one.label and (one.group, one.label.standard) == (group, label)
            ]
            yield f"The inputs {_quoted(names)} have the same label: “{label}”."


def _quoted(names: list[str]) -> str:
    return " and ".join(f"“{one}”" for one in names)


def _below_nought(scheme: Scheme) -> Iterator[str]:
    for one in scheme.declared:
        if one.at_least is not None and one.at_least < 0 and one.unit is not None and one.unit.counted in LASTING:
            yield f"“{one.id}” may be answered with {one.at_least} {one.unit}, which is less than none."
