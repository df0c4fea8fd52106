"""Dates of an application to put into one's own calendar: a file that says nothing of what the day is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Response, url_for

from portal.access import Action, State
from portal.services import applications, casework, dates_to_keep, reminding
from portal.services.dates_to_keep import of_payment, of_stage
from portal.services.refusals import NotFound
from portal.services.staff import deciding
from portal.web import locale, visit
from portal.web.progress.area import bp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from portal.services.casework import Timeline
    from portal.services.dates_to_keep import Coming, Dated
    from portal.services.opened import Opened

STAGE: Final = "stage"
DRAFT: Final = "draft"
PAYMENT: Final = "payment"


def coming(opened: Opened, following: Timeline, decisions: Mapping[Any, Any]) -> dict[str, tuple[Coming, ...]]:
    """The days to come that this reader may know of: until when a draft is kept, a stage over, a payment looked at."""
    context = visit.context()
    found: dict[str, tuple[Coming, ...]] = {}
    if opened.state is State.DRAFT and opened.saved:
        found[DRAFT] = (reminding.draft_kept(context, opened, opened.questionnaire),)
    if opened.state in {State.SENT, State.OPENED}:
        promised, payment = of_stage(following.current), decisions.get("direct-payment")
        found[STAGE] = (promised,) if promised else ()
        found[PAYMENT] = of_payment(payment.contents) if payment else ()
    later = {which: tuple(each for each in days if each.day > context.today) for which, days in found.items()}
    return {which: days for which, days in later.items() if days}


def links(opened: Opened, days: Mapping[str, object]) -> dict[str, str]:
    """Where the file of each is."""
    return {which: url_for("progress.date_file", reference=opened.reference, which=which) for which in days}


@bp.get("/calendar/<which>")
def date_file(reference: str, which: str) -> Response:
    """One file: the day or days of one kind, if there are any."""
    context = visit.context()
    opened = applications.open(context, reference, Action.FOLLOW)
    decisions = deciding.decisions(context, opened) if opened.allows(Action.BUDGET) else {}
    days = coming(opened, casework.timeline(context, opened), decisions).get(which)
    if days is None:
        raise NotFound
    title = locale.said(context.content.notices.calendar)
    dated = [dates_to_keep.dated(context, opened.id, each, title) for each in days]
    return file_of(dated, context.now)


def file_of(dated: Sequence[Dated], at: datetime) -> Response:
    """These dates as a file for a calendar."""
    made = dates_to_keep.as_file(dated, at)
    answer = Response(made, content_type=f"{'/'.join(dates_to_keep.KIND)}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{dates_to_keep.FILE_NAME}"'
    return answer
