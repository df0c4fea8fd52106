"""Why did it change? Any two results of one application, compared line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.services import applications
from portal.services.results import Kind, final, results, told_alike
from portal.services.sharing import seen
from portal.web import locale, visit
from portal.web.budget.bp import bp
from portal.web.budget.comparing import compared, side_by_side, signed

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from portal.services.budgets import Excepted, HelpSaid
    from portal.services.results import Final, Past
    from portal.services.staff.deciding import Sum

FINAL = "final"


@bp.get("/applications/<reference>/budget/changed")
def changed(reference: str) -> str:
    """The last two results side by side, or two others that were picked."""
    context = visit.context()
    opened = applications.open(context, reference, Action.BUDGET)
    visit.note_reading(opened, seen.BUDGET)
    found = results(context, opened)
    page: dict[str, Any] = {
        "opened": opened,
        "back_href": url_for("budget.budget", reference=reference),
        "final": False,
    }
    last = final(context, opened)
    before, after = picked(found) if len(found) > 1 else (None, None)
    if last is not None and (after is None or request.args.get("to", FINAL) == FINAL):
        others = [pair(reference, one, other, None) for one, other in pairs_of(found)]
        page |= beside_final(last) | {"pairs": [*others, final_pair(reference, shown=True)]}
        return render_template("budget/changed.html", **page)
    if before is None or after is None:
        return render_template("budget/changed.html", pairs=[], shown=None, **page)
    pairs = [pair(reference, one, other, (before, after)) for one, other in pairs_of(found)]
    was, is_now, items = told_alike(opened, before, after)
    return render_template(
        "budget/changed.html",
        shown=side_by_side(compared(was, is_now), opened, items=items),
        before=name(before),
        after=name(after),
        **between(found, before, after),
        pairs=pairs if last is None else [*pairs, final_pair(reference, shown=False)],
        **page,
    )


def picked(found: tuple[Past, ...]) -> tuple[Past, Past]:
    """The two results that the address names; the last two where it names none."""
    by_key = {one.key: one for one in found}
    before, after = by_key.get(request.args.get("from", "")), by_key.get(request.args.get("to", ""))
    return (before, after) if before and after and before is not after else (found[-2], found[-1])


def between(found: tuple[Past, ...], before: Past, after: Past) -> dict[str, Excepted | HelpSaid | None]:
    """What workers recorded between two results, the last of each, whichever of the two results was first."""
    first, last = sorted((found.index(before), found.index(after)))
    there = found[last:first:-1]
    exception = next((each.exception for each in there if each.exception), None)
    return {"exception": exception, "help_said": next((each.help_said for each in there if each.help_said), None)}


def pairs_of(found: tuple[Past, ...]) -> list[tuple[Past, Past]]:
    """The pairs worth offering: each result with the one after it, and the first with the last."""
    pairs = list(pairwise(found))
    return pairs if len(found) < 3 else [*pairs, (found[0], found[-1])]


def pair(reference: str, before: Past, after: Past, now: tuple[Past, Past] | None) -> dict[str, Any]:
    """A pair to pick."""
    href = f"{url_for('budget.changed', reference=reference)}?from={before.key}&to={after.key}"
    words = _("%(before)s, and %(after)s", before=name(before), after=name(after))
    return {"text": words, "href": href, "shown": (before, after) == now}


def final_pair(reference: str, *, shown: bool) -> dict[str, Any]:
    """The indicative budget and the final one, to pick."""
    href = f"{url_for('budget.changed', reference=reference)}?to={FINAL}"
    words = _("the indicative budget, and the final budget")
    return {"text": words, "href": href, "shown": shown}


def beside_final(last: Final) -> dict[str, Any]:
    """The final budget beside the indicative one it was held against: each sum, and the reason that a worker gave."""
    leading = next((each for each in last.sums if each.headline), last.sums[0])
    day = _("as we propose it since %(day)s", day=locale.day(last.proposed))
    if last.agreed:
        day = _("agreed on %(day)s", day=locale.day(last.agreed))
    none = {"figure": "", "reason": _("There was no indicative figure.")}
    differing = [final_row(each) for each in last.sums if each.indicative != each.amount]
    return {
        "before": _("the indicative budget"),
        "after": _("the final budget, %(standing)s", standing=day),
        "because": last.because,
        "final": True,
        "exception": None,
        "shown": {
            "before": none if leading.indicative is None else {"figure": in_pounds(leading, leading.indicative)},
            "after": {"figure": in_pounds(leading, leading.amount)},
            "change": difference(leading),
            "same": not differing,
            "pieces": [],
            "lines": differing,
        },
    }


def final_row(each: Sum) -> dict[str, Any]:
    """One sum with both figures, and why they differ."""
    return {
        "title": each.title,
        "before": _("no figure") if each.indicative is None else in_pounds(each, each.indicative),
        "after": in_pounds(each, each.amount),
        "change": difference(each),
        "why": [_("A worker wrote why: %(reason)s", reason=each.reason)],
    }


def in_pounds(each: Sum, amount: Decimal) -> str:
    """An amount of a sum with its unit, in the words that were kept."""
    return f"{locale.pounds(amount)} {each.unit}".strip()


def difference(each: Sum) -> str:
    """How much more or less the final sum is; nothing where there was no indicative one, or they are the same."""
    if each.indicative is None or each.indicative == each.amount:
        return ""
    return signed(each.amount - each.indicative, locale.pounds)


def name(past: Past) -> str:
    """What a result is called."""
    if past.exception is not None:
        return after_exception(past.when, past.exception)
    return {
        Kind.SENT: lambda: _("sent on %(day)s at %(time)s", day=locale.day(past.when), time=locale.clock(past.when)),
        Kind.HELP: lambda: _(
            "after a worker asked those who help on %(day)s at %(time)s",
            day=locale.day(past.when),
            time=locale.clock(past.when),
        ),
        Kind.DRAFT: lambda: _("the answers as they are now"),
        Kind.TODAY: lambda: _("the same answers with today's table"),
    }[past.kind]()


def after_exception(when: datetime, exception: Excepted) -> str:
    """What a result is called that came of an exception: of one that is new, changed or taken back."""
    at = {"day": locale.day(when), "time": locale.clock(when)}  # there may be several on one day
    if exception.lifted is None:
        return _("after a worker took the exception back on %(day)s at %(time)s", **at)
    if exception.before is not None:
        return _("after a worker changed the exception on %(day)s at %(time)s", **at)
    return _("after a worker made an exception on %(day)s at %(time)s", **at)
