"""Whom a new way begins with, in public: the groups, from when until when, and how everybody else can join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.conditions import AllOf, AnyOf, Not, OneOf
from portal.web import locale, visit
from portal.web.schemes.views import bp
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import date

    from portal.cohorts import Cohort, Cohorts
    from portal.conditions import Condition

YES = "yes"


@bp.get("/who-can-start")
def who_can_start() -> str:
    """The groups of a roll-out; there is no such page where everybody can start."""
    content, today = visit.wiring().content, visit.context().today
    found = content.cohorts
    if found is None:
        raise NotFound
    wording = Wording.of(easy=visit.prefs().easy_read, helper=False)
    names = ("title", "usual_title", "usual", "join")
    return render_template(
        "schemes/who_can_start.html",
        texts={name: locale.words(getattr(found, name), wording) for name in names},
        groups=[shown(each, found, wording, today) for each in found.cohorts],
        schemes=[
            {"id": name, "title": locale.words(asked.title, wording)}
            for name, asked in content.questionnaires.items()
            if found.concerns(name) and content.schemes.get(name)
        ],
        share=share(found, wording),
        source=found.source,
        contacts=content.council.contacts,
    )


def shown(cohort: Cohort, cohorts: Cohorts, wording: Wording, today: date) -> dict[str, Any]:
    """A group: who belongs to it, its days, and whether people come in by it today."""
    return {
        "id": cohort.id,
        "title": locale.words(cohort.title, wording),
        "standing": standing(cohort, today),
        "who": "" if cohort.when is None else told(cohort.when, cohorts, wording),
        "postcodes": cohort.postcodes,
        "starts": cohort.starts,
        "ends": cohort.ends,
    }


def standing(cohort: Cohort, today: date) -> str:
    """Whether a group can start today."""
    if cohort.is_open(today):
        return _("These people can start now.")
    if today < cohort.starts:
        return _("These people can start later.")
    return _("This time is over. Whoever began goes on.")


def told(condition: Condition, cohorts: Cohorts, wording: Wording) -> str:
    """A condition in the words of the boxes: “I have a learning disability”."""
    boxes = {ask.id: locale.words(ask.text, wording).rstrip(".") for ask in cohorts.asks}
    match condition:
        case AnyOf(question, values):
            box = f"“{boxes.get(question, question)}”"
            return box if YES in values else _("not %(this)s", this=box)
        case AllOf(parts):
            return _(" and ").join(bracketed(part, cohorts, wording) for part in parts)
        case OneOf(parts):
            return _(" or ").join(bracketed(part, cohorts, wording) for part in parts)
        case Not(part):
            return _("not %(this)s", this=bracketed(part, cohorts, wording))
        case _:
            return ", ".join(f"“{boxes.get(each, each)}”" for each in sorted(condition.questions))


def bracketed(condition: Condition, cohorts: Cohorts, wording: Wording) -> str:
    """A part of a condition; brackets where it has parts of its own."""
    words = told(condition, cohorts, wording)
    return f"({words})" if isinstance(condition, AllOf | OneOf) else words


def share(cohorts: Cohorts, wording: Wording) -> dict[str, str]:
    """How many are to be reached, and where that is written."""
    if cohorts.share is None:
        return {}
    wanted = f"{locale.number(cohorts.share.per_cent)}%"
    of = locale.words(cohorts.share.of, wording)
    words = _("We want at least %(share)s of %(whom)s to have it.", share=wanted, whom=of)
    if cohorts.share.counted and cohorts.share.wanted:
        counted, people = locale.day(cohorts.share.counted), locale.number(cohorts.share.people or 0)
        words += " " + _("We counted %(people)s people on %(day)s.", people=people, day=counted)
        words += " " + _("So we want %(wanted)s people or more.", wanted=locale.number(cohorts.share.wanted))
    return {
        "words": words,
        "source": cohorts.share.source,
    }
