"""What a copy of an application holds: answers, budget with its lines, arrangement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import get_locale
from flask_babel import gettext as _

from portal.access import Action, State, Verdict, may
from portal.arrangements.model import Period, Way
from portal.services import arrangements, budgets, signing
from portal.services.about import KNOWING
from portal.services.sharing import own_views
from portal.web import locale, visit
from portal.web.arrangement.sharing import way_name
from portal.web.budget.panel import panel_of
from portal.web.budget.points import points_page
from portal.web.budget.refusing import refusal_page
from portal.web.budget.views import budget_page
from portal.web.progress import adding
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import summary

if TYPE_CHECKING:
    from portal.services.opened import Opened, Wishes


def copy_of(opened: Opened) -> dict[str, Any]:
    """Everything for the page and the PDF."""
    context = visit.context()
    council = context.content.council
    speaks = get_locale()
    whole = opened.sections is None  # whoever was given some parts sees nothing that tells of the others
    result = budgets.result(context, opened) if whole else None
    under = signing.under(context, opened) if whole else None
    sections = summary(opened)
    reason = ""
    if result and result.declined:
        reason = _(
            "You asked us not to work out a figure by computer. A worker will do it with you. It changes nothing else."
        )
    elif result and result.refusal:
        reason = refusal_page(result.refusal, opened)["reason"]
    return {
        "opened": opened,
        "title": _("What you told us about %(name)s", name=opened.person_name)
        if opened.is_helper and opened.person_name
        else _("What you told us"),
        "sections": [section for section in sections if section.rows],
        "additions": adding.rows(opened),
        "left_out": any(section.withheld for section in sections),
        "budget": budget_page(result.budget, opened) if result and result.budget else None,
        "reason": reason,
        "panel": panel_of(result, opened) if result else {},
        "exception": result.exception if result else None,
        "help_said": result.help_said if result else None,
        "points": points_page(result.refusal, opened, may_ask=False, may_change=False)
        if result and result.refusal
        else {},
        **(arrangement_of(opened) if whole else {"way": "", "parts": []}),
        "signed": under.name if under else "",
        "for_a_worker": under.for_a_worker if under else signing.is_for_a_worker(opened),
        "own_views": own_views.views(context, opened) if opened.role in KNOWING else {},
        "reaching": reaching(opened),
        "lang": locale.tag(speaks),
        "dir": speaks.text_direction,
        "service": council.service.name,
        "council": council.council.name,
        "strip": locale.said(council.strip) if council.strip else "",
        "phone": council.contacts.phone,
    }


def arrangement_of(opened: Opened) -> dict[str, Any]:
    """The way that was chosen and the parts of a mix, in words."""
    choice = arrangements.choice(visit.context(), opened)
    words = visit.wiring().content.arrangements.get(opened.questionnaire.id)
    if choice.way is None or words is None:
        return {"way": "", "parts": []}
    names = {part.id: locale.words(part.title, wording_of(opened)) for part in words.parts}  # each reader's own words
    parts = [
        {
            "name": names.get(part.id, part.name),
            "way": way_name(part.way) if part.way else "",
            "amount": ""
            if part.amount is None
            else f"{locale.pounds(part.amount)} {_('a week') if part.period is Period.WEEKLY else _('once')}",
        }
        for part in choice.parts
    ]
    title = locale.words(words.way(Way(choice.way)).title, wording_of(opened))
    return {"way": title, "parts": parts if choice.way == Way.MIXED else []}


def reaching(opened: Opened) -> list[tuple[str, str]]:
    """The ways to reach the person, each safe or not, for those who may say so; none where nobody was asked."""
    wishes = opened.wishes
    may_say = opened.sections is None and may(opened.role, Action.REACH, State.DRAFT) is Verdict.ALLOWED
    if wishes.write is None or not may_say:
        return []
    return [*ways(wishes), *helper_rows(opened)]


def ways(wishes: Wishes) -> list[tuple[str, str]]:
    """Each way to reach the person, and whether it is safe."""
    unsafe = _("Not said") if wishes.write is None else _("Not safe. Do not use this.")
    asked = {_("Letters to the home"): wishes.write, _("Phone calls"): wishes.ring, _("E-mail"): wishes.email}
    rows = [(way, _("Safe") if safe else unsafe) for way, safe in asked.items()]
    return [*rows, (_("What to take care of"), wishes.how)] if wishes.how else rows


def helper_rows(opened: Opened) -> list[tuple[str, str]]:
    """Who answers for the person and how it is safe to reach them, for that reader alone."""
    helper = opened.helper
    if not opened.is_helper or helper.ring is None:
        return []
    told = [
        (_("Your own name"), helper.name),
        (_("Your own phone"), helper.phone),
        (_("Your own e-mail"), helper.email),
    ]
    ways = [(_("Phone calls to you"), helper.ring), (_("E-mail to you"), helper.mail)]
    return [
        *((words, said) for words, said in told if said),
        *((way, _("Safe") if safe else _("Not safe. Do not use this.")) for way, safe in ways),
    ]
