"""For those who help: the people they act for, notes of their own, speaking to the council for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.access import Action, State
from portal.services import applications, complaining, exchange
from portal.services.complaining import ComplaintKind, Consent
from portal.services.sharing import helping
from portal.services.sharing import notes as kept
from portal.web import locale, visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.lengths import length
from portal.web.people.area import ONE, bp
from portal.words import Wording

if TYPE_CHECKING:
    from portal.services.sharing.helping import Helped

QUESTION = "question"
KINDS = {
    QUESTION: _l("I have a question"),
    "complaint": _l("I want to complain"),
    "review": _l("I ask you to look at the support again"),
}
CONSENT = {
    "asked": _l("They asked me to do this"),
    "best-interests": _l("They cannot decide this themselves, and it is best for them"),
}


class NotesForm(PageForm):
    """Words for oneself."""

    words = TextAreaField(validators=[Length(max=4000, message=_l("Use 4,000 characters or fewer."))])


class SpeakForm(PageForm):
    """What somebody wants of the council for the person, and whether the person wants it."""

    kind = pick_field(KINDS, validators=[CHOSEN])
    consent = pick_field(CONSENT, validators=[InputRequired(_l("Say whether the person wants this."))])
    words = TextAreaField(validators=[DataRequired(_l("Write what you want to tell us.")), WORDS_LENGTH])


@bp.get("/people-you-help")
def helped() -> str:
    """Everyone whom this visitor helps: the stage, since when, what is promised, whose turn it is. No answers."""
    rows = [row(each) for each in helping.people(visit.context())]
    return render_template("people/helped.html", rows=rows, back_href=url_for("returning.mine"))


def row(each: Helped) -> dict[str, Any]:
    """One person as the page shows them."""
    stage, wording = each.stage, Wording.of(easy=visit.prefs().easy_read, helper=True)
    facts = [_("Closed")] if each.state is State.CLOSED else [locale.words(stage.title, wording)]
    if each.state is not State.CLOSED:
        facts += [_("Since %(day)s.", day=locale.day(stage.began))] if stage.began else []
        facts += [_("On hold since %(day)s.", day=locale.day(stage.paused))] if stage.paused else []
        facts += [promised(each)] if not stage.paused and (stage.due or stage.target_days) else []
        facts += [turn(each), locale.words(stage.next, wording)]
    reference = each.reference
    ways = [
        (Action.FOLLOW, _("See every stage"), "progress.timeline"),
        (Action.MESSAGE, _("Ask, complain, or ask for a review"), "people.speak"),
        (Action.COMPLAIN, _("Complain, or ask for a review"), "progress.complain"),
        (Action.NOTE, _("Your own notes"), "people.notes"),
    ]
    return {
        "name": each.person_name or _("Somebody whose name was not given"),
        "reference": reference,
        "late": stage.late and each.state is not State.CLOSED,
        "facts": facts,
        "until": _("You have access until %(day)s.", day=locale.day(each.until)) if each.until else "",
        "ways": [
            {"text": words, "href": url_for(where, reference=reference)}
            for action, words, where in ways
            if each.allows(action) and not (action is Action.COMPLAIN and each.allows(Action.MESSAGE))
        ],
    }


def promised(each: Helped) -> str:
    """When the council said that the stage is over."""
    stage = each.stage
    if stage.late and stage.due:
        return _("Late: the council aimed to finish this by %(day)s.", day=locale.day(stage.due))
    if stage.due:
        return _("The council aims to finish this by %(day)s.", day=locale.day(stage.due))
    return length(stage.target_days or 0)


def turn(each: Helped) -> str:
    """Who must act now."""
    if each.stage.who == "council":
        return _("Next: the council.")
    name = each.person_name or _("the person")
    if each.stage.who == "both":
        return _("Next: %(name)s and the council together.", name=name)
    return _("Next: %(name)s.", name=name)


@bp.route(f"{ONE}/notes", methods=["GET", "POST"])
def notes(reference: str) -> Shown:
    """Notes that nobody else reads."""
    context = visit.context()
    opened = applications.open(context, reference, Action.NOTE)
    form = NotesForm(data={"words": kept.read(context, opened)})
    if request.method == "POST" and form.validate():
        kept.write(context, opened, form.words.data or "")
        return redirect(url_for("people.helped"))
    page = render_template(
        "people/notes.html",
        opened=opened,
        form=form,
        back_href=url_for("people.helped"),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.route(f"{ONE}/speak", methods=["GET", "POST"])
def speak(reference: str) -> Shown:
    """Put a question, a complaint or a wish for a review to the council, for the person and with their consent."""
    context = visit.context()
    opened = applications.open(context, reference, Action.MESSAGE)
    if not opened.is_helper or opened.state is State.CLOSED:
        return redirect(url_for("progress.messages", reference=reference))
    form = SpeakForm()
    if request.method == "POST" and form.validate():
        if form.kind.data != QUESTION:  # these have clocks of their own
            kind, consent = ComplaintKind(form.kind.data), Consent(form.consent.data)
            complaining.complain(context, opened, kind, form.words.data or "", consent=consent)
            return redirect(url_for("progress.timeline", reference=reference))
        said = [str(KINDS[form.kind.data]), str(CONSENT[form.consent.data]), form.words.data or ""]
        exchange.write(context, opened, "\n\n".join(said))
        return redirect(url_for("progress.messages", reference=reference))
    page = render_template(
        "people/speak.html",
        opened=opened,
        form=form,
        kinds=items(KINDS),
        consents=items(CONSENT),
        back_href=url_for("people.helped"),
        errors=form.errors_for(),
    )
    return refused(page, form)
