"""The page that shows what a version does to the money there is, over everybody whose answers were sent."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.costing.hiding import hidden, is_small
from portal.money import Direction, Rounding
from portal.services.refusals import NotFound
from portal.services.staff import schemes
from portal.web import locale, visit
from portal.web.budget.rows import figure
from portal.web.forms import Shown
from portal.web.staff.area import bp, worker
from portal.web.staff.caseload_money import Rows, few_words, money_rows
from portal.web.staff.money_there_is import MoneyForm, read
from portal.web.staff.scheme_steps import asked
from portal.web.staff.schemes import ONE, adjuster, back_to, version_here
from portal.words import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from portal.allocation.scheme import Scheme
    from portal.costing.counting import Sums
    from portal.costing.envelope import Envelope
    from portal.services.staff.simulating import Tried

HUNDRED: Final = Decimal(100)
PENNY: Final = Rounding(Decimal("0.01"), Direction.HALF_UP)
WHOLE: Final = Rounding(Decimal(1), Direction.HALF_UP)
WORST: Final = 10  # people told of together


@bp.route(f"{ONE}/caseload", methods=["GET", "POST"])
def scheme_caseload(version_id: str) -> Shown:
    """Try a version on the caseload; nothing is kept."""
    version = version_here(version_id)
    adjuster()
    from portal.services.staff import simulating  # noqa: PLC0415  numpy is heavy, and no other page needs it

    scheme = schemes.checked(visit.context(), version).scheme
    if scheme is None:
        return back_to(version)
    tried = simulating.tried(visit.context(), worker(), scheme, held_against(version), version.scheme)
    form, below = MoneyForm(), visit.wiring().content.council.reports.fewest_people
    envelope = typed(form) if form.is_submitted() and form.validate() else None
    return asked(
        "allocation/caseload.html",
        version,
        form,
        tried=tried,
        fewest=below,
        told=told(tried, envelope, below) if tried.is_told(below) else None,
    )


def held_against(version: schemes.Version) -> Scheme | None:
    """The version that somebody wants beside this one, or else the one before it. Raises NotFound."""
    if "against" not in request.args:
        return schemes.before(visit.context(), version)
    other = schemes.find(visit.context(), request.args["against"])
    if other.scheme != version.scheme:
        raise NotFound
    return schemes.checked(visit.context(), other).scheme


def typed(form: MoneyForm) -> Envelope | None:
    """The money there is, where it was written."""
    from portal.costing.envelope import Envelope  # noqa: PLC0415  heavy, as above

    envelope, kept, fixed = (read(each.data) for each in (form.envelope, form.contingency, form.fixed))
    return None if envelope is None else Envelope(envelope, kept or Decimal(0), fixed or Decimal(0))


def told(tried: Tried, envelope: Envelope | None, below: int) -> dict[str, Any]:
    """Everything that the page tells."""
    counted = tried.found.counted
    return {
        "money": money_rows(tried, envelope, below),
        "people": people_rows(counted.all, below),
        "changes": change_rows(counted.all, below) if tried.against else [],
        "steps": range_rows(tried, below) if tried.against else [],
        "worst": worst(tried, below) if tried.against else "",
        "kinds": list(kind_tables(tried, below)),
    }


def count_words(count: int, below: int) -> str:
    """How many people, and no small number of them."""
    if 0 < count < below:
        return _("fewer than %(number)s", number=below)
    return f"{count:,}"


def people_rows(sums: Sums, below: int) -> Rows:
    """How many people got what."""
    unseen = hidden([sums.with_figure, sums.refused], below)
    given, refused = (
        few_words() if place in unseen else f"{count:,}" for place, count in enumerate((sums.with_figure, sums.refused))
    )
    return [
        (_("People whose answers were sent"), f"{sums.people:,}"),
        (_("With a figure"), given),
        (_("Without an individual budget"), count_words(sums.no_budget, below)),
        (_("A person or a panel looks first"), count_words(sums.to_a_person, below)),
        (_("No figure can be given"), refused),
    ]


def changes_unseen(sums: Sums, below: int) -> set[int]:
    """Which are hidden of all who go up, all who go down, the unchanged and those who are not compared."""
    same = sums.compared - sums.gain - sums.lose
    return hidden([sums.gain, sums.lose, same, sums.people - sums.compared], below)


def shares(counts: Sequence[int], unseen: Collection[int]) -> list[str]:
    """Each count with its share of all, but for those that are hidden."""
    together, words = sum(counts) or 1, []
    for place, count in enumerate(counts):
        share = WHOLE.apply_to_quotient(Decimal(count) * HUNDRED, Decimal(together))
        known = _("%(count)s, %(share)s%%", count=f"{count:,}", share=share)
        words.append(few_words() if place in unseen else known)
    return words


def change_rows(sums: Sums, below: int) -> Rows:
    """The share of people whose sum goes up, goes down and stays."""
    counts, unseen = (sums.gain, sums.lose, sums.compared - sums.gain - sums.lose), changes_unseen(sums, below)
    rows = list(zip((_("Up"), _("Down"), _("Unchanged")), shares(counts, unseen), strict=True))
    left = few_words() if len(counts) in unseen else f"{sums.people - sums.compared:,}"
    return [*rows, (_("Not compared: no figure in one of the two"), left)]


def range_rows(tried: Tried, below: int) -> Rows:
    """How many people lose and gain how much; steps that nobody is in are left out.

    Small numbers are hidden among those who lose and among those who gain: the total of each is told above.
    """
    from portal.costing.counting import EDGES  # noqa: PLC0415  heavy, as above

    counts, all_unseen = tried.found.counted.steps()[:-1], changes_unseen(tried.found.counted.all, below)
    names = [_("Down by %(least)s or more", least=locale.short_pounds(abs(EDGES[0])))]
    names += [between(low, high) for low, high in pairwise(EDGES)]
    names.append(_("Up by %(least)s or more", least=locale.short_pounds(EDGES[-1])))
    downs = EDGES.index(Decimal(0)) + 1
    told_of = []
    for part, place in ((counts[:downs], 1), (counts[downs:], 0)):  # those who go down stand second among all
        told_of += shares(part, hidden(part, below, range(len(part)) if place in all_unseen else ()))
    return [row for row, count in zip(zip(names, told_of, strict=True), counts, strict=True) if count]


def between(low: Decimal, high: Decimal) -> str:
    """A step between two changes on one side of nought."""
    least, most = (locale.short_pounds(each) for each in sorted((abs(low), abs(high))))
    if low < 0:
        return _("Down by %(least)s to %(most)s", least=least, most=most)
    return _("Up by %(least)s to %(most)s", least=least, most=most)


def worst(tried: Tried, below: int) -> str:
    """What those who lose most lose, told of several together."""
    from portal.costing.envelope import unit_of  # noqa: PLC0415  heavy, as above

    if tried.found.counted.all.lose < max(WORST, below):
        return ""
    losses = sorted((change, count) for change, count in tried.found.counted.changes.items() if change < 0)
    together, left = Decimal(0), WORST
    for change, count in losses:
        taken = min(count, left)
        together, left = together - change * taken, left - taken
    average = PENNY.apply_to_quotient(together, Decimal(WORST))
    return _(
        "The %(number)s people who lose most lose %(figure)s on average.",
        number=WORST,
        figure=figure(average, unit_of(tried.found.scheme)),
    )


def kind_tables(tried: Tried, below: int) -> Iterator[dict[str, Any]]:
    """What changes by cohort and by what people need most help with, those who lose most on average first."""
    from portal.services.staff.simulating import BY_COHORT, NEED  # noqa: PLC0415  the same

    titles = {BY_COHORT: _("By the group that people began with"), NEED: _("By what people need most help with")}
    for name, title in titles.items():
        each = {kind: sums for (told_by, kind), sums in tried.found.counted.sums.items() if told_by == name}
        names = cohort_names() if name == BY_COHORT else need_names()
        unseen = hidden([each[kind].people for kind in each], below)
        up, down = (hidden([getattr(one, way) for one in each.values()], below, unseen) for way in ("gain", "lose"))
        kinds = sorted(enumerate(each), key=lambda one: (one[0] in unseen, change_of(each[one[1]]), one[0]))
        rows = [
            (
                names.get(kind, kind),
                few_words() if place in unseen else kind_words(each[kind], tried, below, place in up, place in down),
            )
            for place, kind in kinds
            if each[kind].people
        ]
        if rows:
            yield {"id": name, "title": title, "rows": rows}


def change_of(sums: Sums) -> Decimal:
    """What a kind of people gains on average; less than nought is a loss."""
    return (sums.total_compared - sums.before) / (sums.compared or 1)


def kind_words(sums: Sums, tried: Tried, below: int, *hides: bool) -> str:
    """One kind of people in a sentence or two; `hides`: how many go up, and how many go down.

    An average is not told where few have no figure: it would tell how many have one. Nor where few have a budget.
    """
    from portal.costing.envelope import unit_of  # noqa: PLC0415  heavy, as above

    unit = unit_of(tried.found.scheme)
    words = [ngettext("%(num)s person.", "%(num)s people.", sums.people)]
    if sums.with_figure >= below and not is_small(sums.refused, below) and not is_small(sums.with_budget, below):
        average = PENNY.apply_to_quotient(sums.total, Decimal(sums.with_figure))
        words.append(_("On average %(figure)s.", figure=figure(average, unit)))
    if tried.against is not None and sums.compared >= below and not is_small(sums.people - sums.compared, below):
        change = PENNY.apply_to_quotient(sums.total_compared - sums.before, Decimal(sums.compared))
        more = _("%(figure)s more than before.") if change >= 0 else _("%(figure)s less than before.")
        words.append(more % {"figure": figure(abs(change), unit)} if change else _("As much as before."))
        counts = [
            few_words() if hide else f"{count:,}" for hide, count in zip(hides, (sums.gain, sums.lose), strict=True)
        ]
        words += [_("Up: %(count)s.", count=counts[0]), _("Down: %(count)s.", count=counts[1])]
    return " ".join(words)


def cohort_names() -> Mapping[str, str]:
    """The titles of the groups of a roll-out."""
    cohorts = visit.wiring().content.cohorts
    titles = {one.id: locale.words(one.title, Wording.STANDARD) for one in (cohorts.cohorts if cohorts else ())}
    return {"": _("In no group"), **titles}


def need_names() -> Mapping[str, str]:
    """The titles of parts of life, as people share their budget out over them."""
    titles = {"": _("No points for anything")}
    for words in visit.wiring().content.arrangements.values():
        titles |= {one.line: locale.words(one.title, Wording.STANDARD) for one in words.parts}
    return titles
