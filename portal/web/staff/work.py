"""The pages of what waits, for whom, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _

from portal.services.staff import panel_cases, people, worklists
from portal.services.staff.entry import NotSignedIn
from portal.services.staff.worklists import Wanted, Which
from portal.web import locale, visit
from portal.web.forms import Shown
from portal.web.schemes.panel import rules_in_short
from portal.web.staff import safety
from portal.web.staff.area import bp, page, worker
from portal.web.staff.words import lists, role_name
from portal.words import Wording

if TYPE_CHECKING:
    from portal.services.staff.worklists import Row

AGES = (0, 7, 28, 90)  # days
FIRST = (Which.MINE, Which.LATE)
"""The lists at hand above the work; all of them stand beside it, or below on a small screen."""


@bp.get("/")
def work() -> Shown:
    """The lists of what waits."""
    try:
        here = worker()
    except NotSignedIn:
        return redirect(url_for("staff.sign_in"))
    context = visit.context()
    rows = worklists.everything(context, here)
    wanted = wanted_here()
    which = next((each for each in Which if each == request.args.get("list")), first_to_do(rows))
    names = {each.party: each.name for each in people.everyone(context)}
    calls = safety.waiting_here()
    to_safety = calls is not None and request.args.get("list") == safety.LIST
    offered: list[dict[str, Any]] = [
        {
            "name": name,
            "count": len(worklists.chosen(rows, each, Wanted())),
            "href": url_for("staff.work", list=each.value),
            "current": each is which and not to_safety,
            "first": each in FIRST,
        }
        for each, name in lists().items()
    ]
    if calls is not None:
        href = url_for("staff.work", list=safety.LIST)
        call = {"name": _("Staying safe"), "count": len(calls), "href": href, "current": to_safety, "first": True}
        offered.insert(0, call)
    if calls is not None and to_safety:
        return safety.waiting_page(calls, offered)
    listed = worklists.chosen(rows, which, wanted)
    rules = panel_cases.rules_of(context, listed)
    return page(
        "work.html",
        dormant=[role_name(role) for role in sorted(here.dormant)],
        lists=offered,
        title=lists()[which],
        rows=[shown(row, names, rules.get(row.reference, ())) for row in listed],
        filters=filters(which, wanted),
    )


def first_to_do(rows: tuple[Row, ...]) -> Which:
    """The list that somebody comes to: what is theirs, or else what is late, or else what is new."""
    return next((each for each in FIRST if worklists.chosen(rows, each, Wanted())), Which.NEW)


def wanted_here() -> Wanted:
    """What the address asks for; nonsense asks for all."""
    given = request.args
    older = given.get("older", "")
    return Wanted(
        stage=given.get("stage") or None,
        team=given.get("team") or None,
        questionnaire=given.get("questionnaire") or None,
        older_than=int(older) if older.isascii() and older.isdecimal() and len(older) < 5 else 0,
    )


def filters(which: Which, wanted: Wanted) -> list[dict[str, Any]]:
    """Links that narrow the list: one row for each thing to narrow by, all of them first."""
    content = visit.wiring().content
    now = {
        "stage": wanted.stage,
        "team": wanted.team,
        "questionnaire": wanted.questionnaire,
        "older": wanted.older_than or None,
    }
    offered: dict[str, list[tuple[Any, str]]] = {
        "stage": [(each.id, locale.words(each.title, Wording.FOR_HELPER)) for each in content.council.stages],
        "team": [(each.id, each.name) for each in content.council.staff.teams],
        "questionnaire": [
            (name, locale.words(each.title, Wording.STANDARD)) for name, each in content.questionnaires.items()
        ],
        "older": [(days, str(days)) for days in AGES if days],
    }
    return [
        {
            "id": name,
            "ways": [
                {
                    "text": text,
                    "value": value,
                    "current": now[name] == value,
                    "href": url_for("staff.work", list=which.value, **{**now, name: value}),
                }
                for value, text in [(None, ""), *options]
            ],
        }
        for name, options in offered.items()
    ]


def shown(row: Row, names: dict[str, str], rules: tuple[str, ...]) -> dict[str, Any]:
    """One application as the list shows it: no name, no answer; of the panel, its rules."""
    return {
        "row": row,
        "href": where(row),
        "begun_by": names.get(row.paper.begun_by, "") if row.paper else "",
        "stage": locale.words(row.stage.title, Wording.FOR_HELPER),
        "panel": rules_in_short(row.questionnaire, rules),
        "officer": names.get(row.officer or "", ""),
        "team": next((each.name for each in visit.wiring().content.council.staff.teams if each.id == row.team), ""),
    }


def where(row: Row) -> str:
    """Where one goes on with it: of a draft, with the form on paper that is typed in, or the complaint."""
    if row.paper is not None:
        return url_for("staff.one_paper", reference=row.reference)
    if row.sent is None:
        return url_for("staff.complaint", reference=row.reference, asked=row.complaint)
    return url_for("staff.case", reference=row.reference)
