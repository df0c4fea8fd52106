"""Why did it change? Any two results of one application, compared line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.allocation.compare import compare
from portal.services import applications
from portal.services.results import Kind, results
from portal.services.sharing import seen
from portal.web import locale, visit
from portal.web.budget.bp import bp
from portal.web.budget.comparing import side_by_side

if TYPE_CHECKING:
    from portal.services.budgets import Excepted
    from portal.services.results import Past


@bp.get("/applications/<reference>/budget/changed")
def changed(reference: str) -> str:
    """The last two results side by side, or two others that were picked."""
    context = visit.context()
    opened = applications.open(context, reference, Action.BUDGET)
    visit.note_reading(opened, seen.BUDGET)
    found = results(context, opened)
    page: dict[str, Any] = {"opened": opened, "back_href": url_for("budget.budget", reference=reference)}
    if len(found) < 2:
        return render_template("budget/changed.html", pairs=[], shown=None, **page)
    before, after = picked(found)
    return render_template(
        "budget/changed.html",
        shown=side_by_side(compare(before.outcome, after.outcome), opened),
        before=name(before),
        after=name(after),
        exception=between(found, before, after),
        pairs=[pair(reference, one, other, (before, after)) for one, other in pairs_of(found)],
        **page,
    )


def picked(found: tuple[Past, ...]) -> tuple[Past, Past]:
    """The two results that the address names; the last two where it names none."""
    by_key = {one.key: one for one in found}
    before, after = by_key.get(request.args.get("from", "")), by_key.get(request.args.get("to", ""))
    return (before, after) if before and after and before is not after else (found[-2], found[-1])


def between(found: tuple[Past, ...], before: Past, after: Past) -> Excepted | None:
    """The exception that lies between two results, whichever of them was first."""
    first, last = sorted((found.index(before), found.index(after)))
    return next((each.exception for each in found[first + 1 : last + 1] if each.exception), None)


def pairs_of(found: tuple[Past, ...]) -> list[tuple[Past, Past]]:
    """The pairs worth offering: each result with the one after it, and the first with the last."""
    pairs = list(pairwise(found))
    return pairs if len(found) == 2 else [*pairs, (found[0], found[-1])]


def pair(reference: str, before: Past, after: Past, now: tuple[Past, Past]) -> dict[str, Any]:
    """A pair to pick."""
    href = f"{url_for('budget.changed', reference=reference)}?from={before.key}&to={after.key}"
    words = _("%(before)s, and %(after)s", before=name(before), after=name(after))
    return {"text": words, "href": href, "shown": (before, after) == now}


def name(past: Past) -> str:
    """What a result is called."""
    return {
        Kind.SENT: lambda: _("sent on %(day)s at %(time)s", day=locale.day(past.when), time=locale.clock(past.when)),
        Kind.EXCEPTION: lambda: _("after a worker made an exception on %(day)s", day=locale.day(past.when)),
        Kind.DRAFT: lambda: _("the answers as they are now"),
        Kind.TODAY: lambda: _("the same answers with today's table"),
    }[past.kind]()
