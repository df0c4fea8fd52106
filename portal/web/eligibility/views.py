"""The page of the three-part test: what the answers suggest, part by part, and on which grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access import Action
from portal.eligibility.suggesting import Result, suggest
from portal.services import applications
from portal.services.refusals import NotFound
from portal.services.sharing import seen
from portal.web import visit
from portal.web.locale import words
from portal.web.questions.page import said
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import asked_of, row
from portal.web.questions.tasks import allowed, change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.conditions import Condition
    from portal.eligibility.model import EligibilityTest
    from portal.eligibility.suggesting import OutcomeSuggestion, Suggestion
    from portal.services.opened import Opened
    from portal.words import Text

bp = Blueprint("eligibility", __name__, url_prefix="/applications/<reference>")


@bp.get("/what-the-law-asks")
def suggestion(reference: str) -> str:
    """What the answers suggest. A worker decides, and writes down why."""
    opened = applications.open(visit.context(), reference, Action.BUDGET)
    test = visit.wiring().content.eligibility.get(opened.questionnaire.id)
    if test is None:
        raise NotFound
    visit.note_reading(opened, seen.SUGGESTION)
    wording = wording_of(opened)
    found = suggest(test, opened.journey.facts)
    return render_template(
        "eligibility/suggestion.html",
        opened=opened,
        back_href=url_for("questions.tasks", reference=reference),
        parts=parts(test, found, opened),
        outcomes=[outcome(test, each, opened) for each in found.each],
        needed=needed(test),
        health_too=test.health is not None,
        whole=found.result,
        advice=said(test.advice, wording),
        source=test.source,
    )


def parts(test: EligibilityTest, found: Suggestion, opened: Opened) -> list[dict[str, Any]]:
    """The parts with what the answers suggest, and the answers that a part rests on where it is no clear yes.

    Where health does as well as an outcome, the two stand one after the other, and each says what it suggests.
    """
    wording = wording_of(opened)
    rows: list[tuple[Text, Result, tuple[Condition | None, ...]]] = [
        (test.cause.title, found.cause, (test.cause.met, test.cause.not_met)),
        (test.outcomes.title, found.outcomes, ()),
        (test.impact.title, found.impact, (test.impact.met, test.impact.not_met)),
    ]
    if test.health and found.health:
        rows.insert(1, (test.health.title, found.health, (test.health.met, test.health.not_met)))
    return [
        {
            "title": words(title, wording),
            "said": said_of(result),
            "deciding": deciding(opened, conditions) if result is not Result.MET else [],
            "below": result is not Result.MET and not conditions,
        }
        for title, result, conditions in rows
    ]


def needed(test: EligibilityTest) -> list[str]:
    """How many things in life the law names, how many of them are enough, and what else is."""
    count = len(test.outcomes.each)
    said = [
        _("The law names %(count)d things.", count=count),
        ngettext(
            "It is enough if %(num)d of them is too hard to do without help.",
            "At least %(num)d of them must be too hard to do without help.",
            test.outcomes.needed,
        ),
    ]
    return [*said, _("If health gets worse, or may get worse, that is enough too.")] if test.health else said


def deciding(opened: Opened, conditions: Iterable[Condition | None]) -> list[dict[str, Any]]:
    """The answers that conditions look at, in the order they were asked, each with a way to change it."""
    looked_at = frozenset().union(*(each.questions for each in conditions if each))
    changing = allowed(opened, Action.ANSWER)
    asked = asked_of(opened)
    found = []
    for place in opened.journey.places:
        if place.question in looked_at and place.item is None:
            shown = row(opened, place, asked[place.question], wording_of(opened))
            href = change(opened, place, back="suggestion") if changing and opened.journey.can_visit(place) else ""
            found.append({"question": shown.question, "lines": shown.lines, "given": shown.given, "href": href})
    return found


def said_of(result: Result) -> str:
    """A result in words. What is not known is said to be open, never to be a no."""
    return {
        Result.MET: _("The answers suggest yes"),
        Result.NOT_MET: _("The answers suggest no"),
        Result.NOT_DECIDED: _("Not decided yet"),
    }[result]


def outcome(test: EligibilityTest, each: OutcomeSuggestion, opened: Opened) -> dict[str, Any]:
    """One thing in life that the law names, and the grounds found for it; what an open one waits for."""
    wording = wording_of(opened)
    said_words = {
        Result.MET: _("Support may be needed with this"),
        Result.NOT_MET: _("No support needed with this"),
        Result.NOT_DECIDED: _("Not decided yet"),
    }[each.result]
    grounds = [words(test.grounds[ground], wording) for ground in each.grounds]
    conditions = (each.outcome.able, *(condition for _ground, condition in each.outcome.unable))
    rests_on = deciding(opened, conditions) if each.result is Result.NOT_DECIDED else []
    return {
        "title": words(each.outcome.title, wording),
        "said": said_words,
        "grounds": grounds,
        "deciding": rests_on,
    }
