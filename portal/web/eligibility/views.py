"""The page of the three-part test: what the answers suggest, part by part, and on which grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.eligibility.suggesting import Result, suggest
from portal.services import applications
from portal.services.refusals import NotFound
from portal.web import visit
from portal.web.locale import words
from portal.web.questions.page import said
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.eligibility.model import EligibilityTest
    from portal.eligibility.suggesting import OutcomeSuggestion, Suggestion
    from portal.words import Wording

bp = Blueprint("eligibility", __name__, url_prefix="/applications/<reference>")


@bp.get("/what-the-law-asks")
def suggestion(reference: str) -> str:
    """What the answers suggest. A worker decides, and writes down why."""
    opened = applications.open(visit.context(), reference, Action.READ)
    test = visit.wiring().content.eligibility.get(opened.questionnaire.id)
    if test is None:
        raise NotFound
    wording = wording_of(opened)
    found = suggest(test, opened.journey.facts)
    return render_template(
        "eligibility/suggestion.html",
        opened=opened,
        back_href=url_for("questions.tasks", reference=reference),
        parts=parts(test, found, wording),
        outcomes=[outcome(test, each, wording) for each in found.each],
        needed=test.outcomes.needed,
        whole=found.result,
        advice=said(test.advice, wording),
        source=test.source,
    )


def parts(test: EligibilityTest, found: Suggestion, wording: Wording) -> list[dict[str, str]]:
    """The three parts with what the answers suggest."""
    rows = [
        (test.impairment.title, found.impairment),
        (test.outcomes.title, found.outcomes),
        (test.impact.title, found.impact),
    ]
    return [{"title": words(title, wording), "said": said_of(result)} for title, result in rows]


def said_of(result: Result) -> str:
    """A result in words. What is not known is said to be open, never to be a no."""
    return {
        Result.MET: _("The answers suggest yes"),
        Result.NOT_MET: _("The answers suggest no"),
        Result.NOT_DECIDED: _("Not decided yet"),
    }[result]


def outcome(test: EligibilityTest, each: OutcomeSuggestion, wording: Wording) -> dict[str, Any]:
    """One thing in life that the law names, and the grounds found for it."""
    said_words = {
        Result.MET: _("Support may be needed with this"),
        Result.NOT_MET: _("No support needed with this"),
        Result.NOT_DECIDED: _("Not decided yet"),
    }[each.result]
    grounds = [words(test.grounds[ground], wording) for ground in each.grounds]
    return {"title": words(each.outcome.title, wording), "said": said_words, "grounds": grounds}
