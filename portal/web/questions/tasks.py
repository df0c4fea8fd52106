"""The list of parts and the check page: what is done, what is next, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access import Action, State
from portal.answers import Missing
from portal.questionnaires.journey import SectionState
from portal.services import arrangements, budgets, complaining
from portal.web import locale, visit
from portal.web.arrangement.sharing import adds_up
from portal.web.involved import links, no_way_back, paper_seen
from portal.web.questions.hints import hint_rows
from portal.web.questions.places import address_of, addresses
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import summary
from portal.web.questions.youth import too_young

if TYPE_CHECKING:
    from portal.questionnaires.journey import Place
    from portal.questionnaires.model import Section
    from portal.services.opened import Opened


LEAVE: Final = {
    "questions.check": Action.READ,
    "eligibility.suggestion": Action.BUDGET,
    "budget.budget": Action.BUDGET,
    "arrangement.choose": Action.ARRANGE,
    "sending.send": Action.SEND,
}
"""What each step after the questions asks leave for: whoever may not take it is not led there."""


def allowed(opened: Opened, action: Action) -> bool:
    """Whether this reader may do something with the application as it is now."""
    return opened.allows(action)


def task_page(opened: Opened) -> dict[str, Any]:
    """What the list of parts shows."""
    title = (
        _("What %(name)s needs", name=opened.person_name)
        if opened.is_helper and opened.person_name
        else _("What you need")
    )
    blocks = [
        {"id": "parts", "title": _("Questions"), "items": [part(opened, each) for each in asked_sections(opened)]}
    ]
    blocks.append({"id": "then", "title": _("Then"), "items": afterwards(opened)})
    return {
        "title": title,
        "how": how_to_go_on(opened),
        "too_young": too_young(opened),
        "blocks": blocks,
        "may_delete": allowed(opened, Action.DELETE),
        "may_complain": allowed(opened, Action.COMPLAIN),
        "kept_for_complaint": kept_for_complaint(opened),
        "people": links(opened),
        "paper": paper_seen(opened),
        "no_way_back": no_way_back(opened),
        "private_left_out": private_left_out(opened),
    }


def kept_for_complaint(opened: Opened) -> int:
    """For how many days an unsaved draft is kept after a complaint of it is answered; 0 where there is none."""
    if opened.saved or not allowed(opened, Action.COMPLAIN):
        return 0
    context = visit.context()
    return context.content.council.retention_days.draft_saved if complaining.keep_draft(context, opened) else 0


def private_left_out(opened: Opened) -> bool:
    """Whether there are questions that only the person answers, and whom they did not let."""
    lets = any(section.private for section in opened.questionnaire.sections)
    return opened.is_helper and opened.state is not State.ROUGH and not lets


def first_is_open(opened: Opened) -> bool:
    """Whether a part that must come first still waits for answers."""
    firsts = (each.id for each in opened.questionnaire.sections if each.first)
    return any(opened.journey.state(each) not in {SectionState.DONE, SectionState.NOT_ASKED} for each in firsts)


def how_to_go_on(opened: Opened) -> str:
    """In which order the parts can be done, as things stand."""
    if opened.journey.complete:
        return _("All questions have an answer. Go on under “Then”. You can still change any part.")
    if first_is_open(opened):
        return _("Begin with the first part. Then the others open. You can stop after any page.")
    return _("Do the parts that are open in any order. You can stop after any page.")


def asked_sections(opened: Opened) -> list[Section]:
    """The sections that concern this person."""
    journey = opened.journey
    return [each for each in opened.questionnaire.sections if journey.state(each.id) is not SectionState.NOT_ASKED]


def part(opened: Opened, section: Section) -> dict[str, Any]:
    """One part as a row of the list."""
    state = opened.journey.state(section.id)
    first = entrance(opened, section)
    row: dict[str, Any] = {
        "title": locale.words(section.title, wording_of(opened)),
        "status": state_words(opened, section, state),
    }
    if state is SectionState.CANNOT_START:
        row["cannot_start"] = True
        if not first_is_open(opened):
            row["hint"] = opens_after(opened, section)
    elif first is not None and allowed(opened, Action.ANSWER):
        row["href"] = address_of(opened, first)
    if state is SectionState.NOT_STARTED:
        row["tag"] = ""
    return row


def opens_after(opened: Opened, section: Section) -> str | None:
    """Which parts come before a part that is closed: some of its questions depend on answers there."""
    waiting = set(opened.journey.waits_for(section.id))
    titles = [locale.words(each.title, wording_of(opened)) for each in asked_sections(opened) if each.id in waiting]
    return _("Opens after: %(parts)s", parts="; ".join(titles)) if titles else None


def state_words(opened: Opened, section: Section, state: SectionState) -> str:
    """The state of a part, in words."""
    if state is SectionState.IN_PROGRESS:
        progress = opened.journey.progress(section.id)
        if not progress.asked:  # private questions are not counted where others may see it
            return _("In progress")
        return ngettext(
            "%(done)d of %(num)d question done",
            "%(done)d of %(num)d questions done",
            progress.asked,
            done=progress.answered,
        )
    return {
        SectionState.DONE: _("Done"),
        SectionState.NOT_STARTED: _("Not started"),
        SectionState.CANNOT_START: _("Cannot start yet"),
    }[state]


def following(opened: Opened) -> list[tuple[str, str]]:
    """What comes after the questions, as far as this reader may do it: names and pages."""
    rough = opened.state is State.ROUGH
    steps = [
        (
            _("See a rough idea of the budget") if rough else _("See the indicative budget"),
            "budget.budget",
        )
    ]
    if not rough:
        steps = [
            (_("Check the answers"), "questions.check"),
            (_("See what the answers suggest"), "eligibility.suggestion"),
            *steps,
            (_("Choose how to get the support"), "arrangement.choose"),
            (_("Send it to us"), "sending.send"),
        ]
    return [(title, endpoint) for title, endpoint in steps if allowed(opened, LEAVE[endpoint])]


def afterwards(opened: Opened) -> list[dict[str, Any]]:
    """What comes after the questions."""
    ready = opened.journey.complete
    rough = opened.state is State.ROUGH
    rows = []
    fits, chosen = arrangement_now(opened) if ready and not rough else (True, "")
    for title, endpoint in following(opened):
        row: dict[str, Any] = {"title": title, "status": _("Ready") if ready else _("Cannot start yet")}
        if endpoint == "sending.send" and ready and not fits:
            row |= {"cannot_start": True, "hint": _("First share out the budget again. The parts do not add up.")}
            row["status"] = _("Cannot start yet")
        elif ready or endpoint == "questions.check":
            row["href"] = url_for(endpoint, reference=opened.reference)
            row["status"] = (chosen if endpoint == "arrangement.choose" else "") or _("Ready")
        else:
            row["cannot_start"] = True
        rows.append(row)
    return rows


def arrangement_now(opened: Opened) -> tuple[bool, str]:
    """Whether nothing about the choice keeps the answers from being sent, and how far the choice has come, in words."""
    context = visit.context()
    choice = arrangements.choice(context, opened)
    if choice.way is None:
        return True, _("Not chosen yet")
    fits = adds_up(choice, budgets.result(context, opened, choice))
    return fits, _("Done") if fits else _("Share out again")


def check_page(opened: Opened) -> dict[str, Any]:
    """What the check page shows: every answer, what is missing, what does not fit together."""
    journey = opened.journey
    changing = allowed(opened, Action.ANSWER)
    return {
        "sections": summary(opened),
        "too_young": too_young(opened),
        "missing": 0 if journey.complete else sum(not answered(opened, place) for place in journey.places),
        "failing": [
            {"words": locale.words(each.check.message, wording_of(opened)), "href": change(opened, each.place)}
            for each in journey.failing_checks()
        ],
        "hints": hint_rows(opened),
        "may_change": changing,
        "change": addresses(opened, "check"),
        "onward": url_for(after_check(opened), reference=opened.reference)
        if journey.complete and allowed(opened, Action.BUDGET)
        else url_for("questions.tasks", reference=opened.reference),
    }


def after_check(opened: Opened) -> str:
    """What follows the check page: a rough idea goes straight to its figure."""
    return "budget.budget" if opened.state is State.ROUGH else "eligibility.suggestion"


def answered(opened: Opened, place: Place) -> bool:
    """Whether a place needs nothing more."""
    return opened.given.answer(place) is not Missing.UNANSWERED or place.question in opened.given.done


def entrance(opened: Opened, section: Section) -> Place | None:
    """Where a part is gone on with: the first place without an answer, or its beginning."""
    own = [place for place in opened.journey.places if opened.questionnaire.section_of(place.question) is section]
    return next((place for place in own if not answered(opened, place)), own[0] if own else None)


def change(opened: Opened, place: Place, back: str = "check") -> str:
    """The address of a Change link: it comes straight back."""
    return address_of(opened, place, back)
