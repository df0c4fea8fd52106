"""Figures and units of a scheme in words: sums, prices, shares in per cent, what a line counts, how it is rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from flask_babel import gettext as _

from portal.allocation.operations import Choose, ReadTable
from portal.allocation.operations.arithmetic import Percentage
from portal.allocation.parts import Term
from portal.money import Unit, decimals
from portal.web import locale
from portal.web.budget.rows import amount, figure, rounding_words, unit_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.allocation.scheme import Scheme, SchemeLine
    from portal.money import Rounding

MANY: Final = Decimal(2)
SAID_BY_THE_LINE: Final = frozenset({Unit.POUNDS_ONE_OFF, Unit.POUNDS_UP_TO})
"""Units whose words would stand oddly inside a sentence: never more than £150.00 at most."""
FINE: Final = 3
"""From so many decimal places on, rounding only keeps the working short."""


def sum_words(value: Decimal, unit: Unit, *, per_cent: bool = False) -> str:
    """A figure to stand inside a sentence, or in a row below one."""
    if per_cent:
        return f"{locale.number(value)}%"
    return amount(value, unit) if unit in SAID_BY_THE_LINE else figure(value, unit)


def unit_name(unit: Unit) -> str:
    """What is counted over which time, such as pounds a week."""
    words = unit_words(MANY, unit)
    return f"{_('pounds')} {words}".strip() if unit.is_money else words or _("a plain number")


def counted_words(line: SchemeLine, scheme: Scheme) -> str:
    """What a line counts, as a sentence; "" for a plain number."""
    unit, per = line.unit, scheme.known.per_of(Term(line=line.id))
    if line.id in per_cents(scheme):
        return _("Counted in per cent.")
    words = unit_words(MANY, unit)
    if not unit.is_money:
        return _("Counted in: %(unit)s", unit=words) if words else ""
    if per is not None:
        each = f"{words} {_('for each %(thing)s', thing=unit_words(Decimal(1), per))}".strip()
        return _("Counted in pounds: %(unit)s", unit=each)
    if unit is Unit.POUNDS_ONE_OFF:
        return _("Counted in pounds. It is given once.")
    if unit is Unit.POUNDS_UP_TO:
        return _("Counted in pounds. It is the most that is given.")
    return _("Counted in pounds: %(unit)s", unit=words) if words else _("Counted in pounds.")


def rounded(rounding: Rounding, unit: Unit) -> str:
    """How a figure is rounded, as a sentence; one that only keeps the working short is told as such."""
    places = decimals(rounding.to)
    if places >= FINE and rounding.to == Decimal(1).scaleb(-places):
        return _("Worked out finely, to %(places)s decimal places, so that next to nothing is lost.", places=places)
    return _("Rounded %(how)s.", how=rounding_words(rounding, unit))


def per_cents(scheme: Scheme) -> frozenset[str]:
    """The lines, `rate:` and the name of a rate, `table:` and the name of a table, that are only ever shares."""
    used: dict[str, set[bool]] = {}
    for line in reversed(scheme.lines):
        for name, is_share in uses(line, is_share=used.get(line.id) == {True}):
            used.setdefault(name, set()).add(is_share)
    return frozenset(name for name, how in used.items() if how == {True})


def uses(line: SchemeLine, *, is_share: bool) -> Iterator[tuple[str, bool]]:
    """What a line reckons with, and whether as a share in per cent; `is_share`: it is one itself."""
    operation = line.operation
    handed_on = is_share and isinstance(operation, Choose)
    for term in operation.terms:
        name = term.line or (f"rate:{term.rate}" if term.rate else "")
        if name:
            yield name, handed_on or (isinstance(operation, Percentage) and term is operation.share)
    if isinstance(operation, ReadTable):
        yield f"table:{operation.table.id}", is_share
