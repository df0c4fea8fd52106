"""What the page of a caseload tells of money: the sums of two versions, a year of them, and the money there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from portal.costing.hiding import is_small
from portal.web import locale
from portal.web.budget.rows import figure

if TYPE_CHECKING:
    from decimal import Decimal

    from portal.allocation.scheme import Scheme
    from portal.costing.counting import Sums
    from portal.costing.envelope import Envelope
    from portal.services.staff.simulating import Tried

Rows = list[tuple[str, str]]


def few_words() -> str:
    """What stands in place of a number that is not told."""
    return _("hidden: too few people")


def money_rows(tried: Tried, envelope: Envelope | None, below: int) -> Rows:
    """The sums of everybody, now and before, and a year of them beside the envelope."""
    from portal.costing.envelope import NoYear, a_year_of, unit_of  # noqa: PLC0415  numpy is heavy, and no other page needs it

    sums, scheme = tried.found.counted.all, tried.found.scheme
    rows = [(_("This version gives"), sum_words(sums, scheme, below))]
    if tried.against is not None:
        was = sum_words(tried.found.counted_before.all, tried.against, below)
        rows.append((_("The other version gives, on the same day"), was))
    if not unit_of(scheme).is_money or is_small(sums.with_budget, below):
        return rows
    try:
        year = a_year_of(sums.total, scheme)
        rows.append((_("This version, in a year"), locale.pounds(year)))
        if tried.against is not None:
            rows.append(change_row(tried, tried.against, below))
    except NoYear:
        return [*rows, (_("In a year"), _("The scheme does not say how its figures become a year's."))]
    return rows if envelope is None else [*rows, *envelope_rows(envelope, year)]


def sum_words(sums: Sums, scheme: Scheme, below: int) -> str:
    """What people have together, unless so few have a budget that it would tell what one has."""
    from portal.costing.envelope import unit_of  # noqa: PLC0415  heavy, as above

    return few_words() if is_small(sums.with_budget, below) else figure(sums.total, unit_of(scheme))


def change_row(tried: Tried, against: Scheme, below: int) -> tuple[str, str]:
    """How much more a year costs, for those alone who have a figure in both versions; hidden where the rest are few.

    Whoever only one version refuses would otherwise count as a saving. Raises NoYear.
    """
    from portal.costing.envelope import a_year_of  # noqa: PLC0415  heavy, as above

    sums, was = tried.found.counted.all, tried.found.counted_before.all
    more = a_year_of(sums.total_compared, tried.found.scheme) - a_year_of(sums.before, against)
    title = _("More in a year, for those with a figure in both")
    if more < 0:
        title = _("Less in a year, for those with a figure in both")
    in_one = (sums.with_figure - sums.compared, was.with_figure - sums.compared)
    unseen = any(is_small(each, below) for each in (sums.compared, *in_one))
    return title, few_words() if unseen else locale.pounds(abs(more))


def envelope_rows(envelope: Envelope, year: Decimal) -> Rows:
    """A year beside the money there is; what is paid on for a while is a line of its own, and in nobody's sum."""
    left = envelope.to_share_out - year
    rows = [(_("The money there is"), locale.pounds(envelope.pounds))]
    if envelope.contingency:
        rows.append((_("Kept back"), locale.pounds(envelope.contingency)))
        rows.append((_("To share out"), locale.pounds(envelope.to_share_out)))
    rows.append((_("Beyond it by") if left < 0 else _("Within it; left over"), locale.pounds(abs(left))))
    if envelope.fixed_cost:
        after = left - envelope.fixed_cost
        words = _("With these, beyond it by") if after < 0 else _("With these, left over")
        rows.append((_("Risk: fixed costs that go on meanwhile, in nobody's sum"), locale.pounds(envelope.fixed_cost)))
        rows.append((words, locale.pounds(abs(after))))
    return rows
