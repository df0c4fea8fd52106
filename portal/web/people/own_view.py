"""What others wrote for the person, and how the person sees it themself; both stay on record."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from portal.access import Action, State
from portal.answers import Missing
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group, Question
from portal.services import applications, telling
from portal.services.refusals import NotFound
from portal.services.sharing import access, own_views
from portal.web import locale, visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.people.area import ONE, bp
from portal.web.people.words import giver_of
from portal.web.questions.places import address_of
from portal.web.questions.speech import put_in, wording_of
from portal.web.questions.summary import lines, summary
from portal.web.questions.tasks import allowed

AGREES = {"yes": _l("I agree that it is sent"), "no": _l("I do not agree")}


class ViewForm(PageForm):
    """In one's own words."""

    words = TextAreaField(validators=[WORDS_LENGTH])


class SendingForm(ViewForm):
    """Whether one agrees that it is sent."""

    agrees = pick_field(AGREES, validators=[CHOSEN])


@bp.get(f"{ONE}/done-for-you")
def done_for_you(reference: str) -> str:
    """Every answer that somebody else gave, with who and when, and what the person says beside it."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    names = {each.party: each.name for each in access.everyone(context, opened)}
    givers = own_views.by_others(context, opened)
    said = own_views.views(context, opened)
    sections = []
    for section in summary(opened):
        rows = [
            {
                "row": row,
                "who": giver_of(names.get(givers[row.place].party, ""), givers[row.place].role),
                "when": locale.day(givers[row.place].given),
                "own": said.get((row.place.question, row.place.item or "")),
                "href": url_for(
                    "people.own_view", reference=reference, question=row.place.question, item=row.place.item
                ),
                "change": address_of(opened, row.place) if allowed(opened, Action.ANSWER) else "",
                "group": isinstance(opened.questionnaire.find(row.place.question), Group),
            }
            for row in section.rows
            if row.place in givers and row.given
        ]
        if rows:
            sections.append({"id": section.id, "title": section.title, "rows": rows})
    return render_template(
        "people/done_for_you.html",
        opened=opened,
        chooses=telling.waits_for_choice(opened),
        sections=sections,
        own_sending=said.get((own_views.SENDING, "")),
        may_differ=allowed(opened, Action.DIFFER),
        is_draft=opened.state is State.DRAFT,
        back_href=url_for("questions.tasks", reference=reference),
    )


@bp.route(f"{ONE}/your-view/<question>", methods=["GET", "POST"])
@bp.route(f"{ONE}/your-view/<question>/<item>", methods=["GET", "POST"])
def own_view(reference: str, question: str, item: str | None = None) -> Shown:
    """Say how one sees an answer. The answer itself stays as it is."""
    context = visit.context()
    opened = applications.open(context, reference, Action.DIFFER)
    place = Place(question, item)
    asked = opened.questionnaire.find(question) if question in opened.questionnaire else None
    answer = opened.given.answer(place) if isinstance(asked, Question) else Missing.UNANSWERED
    if not isinstance(asked, Question) or place not in opened.journey.places or answer is Missing.UNANSWERED:
        raise NotFound
    kept = own_views.views(context, opened).get((question, item or ""))
    form = ViewForm(data={"words": kept.words if kept else ""})
    if request.method == "POST" and form.validate():
        own_views.say(context, opened, place, form.words.data or "")
        return redirect(url_for("people.done_for_you", reference=reference))
    page = render_template(
        "people/own_view.html",
        opened=opened,
        form=form,
        asked=put_in(opened, locale.words(asked.text, wording_of(opened)), item),
        lines=tuple(lines(asked, answer, wording_of(opened))),
        back_href=url_for("people.done_for_you", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.route(f"{ONE}/your-view", methods=["GET", "POST"])
def own_view_of_sending(reference: str) -> Shown:
    """Say whether one agrees that it is sent."""
    context = visit.context()
    opened = applications.open(context, reference, Action.DIFFER)
    kept = own_views.views(context, opened).get((own_views.SENDING, ""))
    agrees = None if kept is None else "yes" if kept.agrees else "no"
    form = SendingForm(data={"words": kept.words if kept else "", "agrees": agrees})
    if request.method == "POST" and form.validate():
        own_views.say_of_sending(context, opened, form.words.data or "", agrees=form.agrees.data == "yes")
        return redirect(url_for("people.done_for_you", reference=reference))
    page = render_template(
        "people/own_view_of_sending.html",
        opened=opened,
        form=form,
        items=items(AGREES),
        back_href=url_for("people.done_for_you", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)
