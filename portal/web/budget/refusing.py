"""Why there is no figure, in words, and what to do: never an error, never a nought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for
from flask_babel import gettext as _

from portal.access import Action, State
from portal.allocation.model import Misfit, Reason
from portal.money import Unit
from portal.questionnaires.journey import Place
from portal.web import locale, visit
from portal.web.budget.own_words import own_words
from portal.web.budget.rows import figure
from portal.web.questions.speech import put_in, wording_of
from portal.web.questions.tasks import allowed

if TYPE_CHECKING:
    from portal.allocation.model import Refusal
    from portal.services.opened import Opened


def refusal_page(refusal: Refusal, opened: Opened) -> dict[str, Any]:
    """What the page without a figure shows: the reason and the questions that stand in the way."""
    own = own_words(opened)
    why = basis_words(refusal, opened) or why_none(refusal, rough=opened.state is State.ROUGH)
    return {
        "own": own,
        "reason": own["by_a_person"] if own and nothing_is_set(refusal) else why,
        "questions": [question(opened, *asked) for asked in refusal.questions],
        "points": [
            {"title": locale.words(line.title, wording_of(opened)), "figure": figure(line.figure, line.unit)}
            for line in refusal.lines
            if line.part and line.applies and line.figure > 0 and line.unit is Unit.POINTS
        ],
    }


LEFT_TO_A_WORKER = {Reason.OUT_OF_RANGE, Reason.GAP_IN_TABLE, Reason.NOT_PUBLISHED, Reason.NOT_IN_EFFECT}


def why_none(refusal: Refusal, *, rough: bool) -> str:
    """Why there is no figure, in words. Nobody looks at a rough idea: it is not sent."""
    reason = refusal.reason
    reasons = {
        Reason.UNANSWERED: _("Some questions that count have no answer yet."),
        Reason.NOT_SURE: _("Some answers are “not sure” or “rather talk”. We do not guess."),
        Reason.OUT_OF_RANGE: why_unfit(refusal.misfit),
        Reason.ANSWERS_DISAGREE: _("Some of the answers do not go together. Please look at them again."),
        Reason.GAP_IN_TABLE: _("Our table has no figure for these answers."),
        Reason.NO_PRICE: _("The council has not set a price yet. So we can show needs, but no money."),
        Reason.NOT_PUBLISHED: _("The council has not published a figure for these answers."),
        Reason.A_PERSON_DECIDES: _("A worker works out the budget together with the person."),
        Reason.NOT_IN_EFFECT: _("There is no table for today."),
    }
    left_to_a_worker = reason in LEFT_TO_A_WORKER
    if not left_to_a_worker:
        return str(reasons[reason])
    return f"{reasons[reason]} {_('You can ring us and ask.') if rough else _('A worker will look at it.')}"


def why_unfit(misfit: Misfit | None) -> str:
    """How an answer does not fit the table."""
    ways = {
        Misfit.TOO_SMALL: _("One of the numbers is too small for our table."),
        Misfit.TOO_LARGE: _("One of the numbers is larger than our table goes."),
        Misfit.BETWEEN_STEPS: _("One of the numbers falls between two steps of our table."),
        Misfit.DIVIDES_BY_NOUGHT: _("Our sum cannot be worked out with these numbers."),
    }
    return ways[misfit] if misfit else _("One of the answers does not fit our table.")


def nothing_is_set(refusal: Refusal) -> bool:
    """Whether the scheme itself leaves it to a person; where the basis does, no line was worked out."""
    return refusal.reason is Reason.A_PERSON_DECIDES and bool(refusal.lines)


def basis_words(refusal: Refusal, opened: Opened) -> str:
    """Why the basis leaves it to a person, in the words of its row; nothing where the basis does not."""
    table = visit.wiring().content.bases.get(opened.questionnaire.id)
    if table is None or refusal.reason is not Reason.A_PERSON_DECIDES or refusal.lines:
        return ""
    row = next((row for row in table.rows if row.id == refusal.line), None)
    return "" if row is None else locale.words(row.because, wording_of(opened))


def question(opened: Opened, asked: str, item: int | None) -> dict[str, str]:
    """A question that stands in the way, with the way to it."""
    found = opened.questionnaire.find(asked)
    group = opened.questionnaire.group_of(asked)
    items = opened.given.items_of(group.id) if group else ()
    place = Place(asked, items[item] if item is not None and item < len(items) else None)
    row = {"words": put_in(opened, locale.words(found.text, wording_of(opened)), place.item), "href": ""}
    if allowed(opened, Action.ANSWER):
        row["href"] = url_for(
            "questions.question", reference=opened.reference, question=place.question, item=place.item, back="budget"
        )
    return row
