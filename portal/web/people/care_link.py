"""A carer's break and whose budget it comes from: the carer asks, and the other person answers."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from portal.access import Action
from portal.services import applications
from portal.services.sharing import care_links
from portal.web import visit
from portal.web.forms import CHOSEN, PageForm, Shown, items, pick_field, refused
from portal.web.people.area import ONE, bp
from portal.web.people.asking import AskingForm, code_shown, pressed_again

ALLOWED = {
    "only": _l("Workers look at both together. Whoever asks sees nothing here"),
    "follow": _l("Workers look at both together. Whoever asks sees how far it has come, and no answers"),
}


class CareAnswerForm(PageForm):
    """What is allowed."""

    allowed = pick_field(ALLOWED, validators=[CHOSEN])


@bp.route(f"{ONE}/break", methods=["GET", "POST"])
def ask_for_break(reference: str) -> Shown:
    """For a carer: ask that both applications may be linked. The next page is the same for every reference."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    if opened.questionnaire.id != care_links.CARERS:
        return redirect(url_for("people.who", reference=reference))
    form, back = AskingForm(), url_for("budget.budget", reference=reference)
    if request.method == "POST" and form.validate():
        wanted, name, words = form.reference.data or "", form.name.data or "", form.words.data or ""
        code = care_links.ask(context, opened, wanted, name, words, drawn=form.drawn.data or "")
        return code_shown(code, back, opened)
    page = render_template("people/care_ask.html", opened=opened, form=form, back_href=back, errors=form.errors_for())
    return refused(page, form)


@bp.route(f"{ONE}/break/<asked>", methods=["GET", "POST"])
def answer_break(reference: str, asked: str) -> Shown:
    """For the person: allow a link, refuse it, or end one; ending is possible at any time."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    back = url_for("people.who", reference=reference)
    link = next((each for each in care_links.links(context, opened) if each.id == asked), None)
    if pressed_again(opened, asked) and (link is None or not request.form.get("ends")):
        return redirect(back)
    if link is not None:
        ending = PageForm()
        if request.form.get("ends") and ending.validate():
            care_links.end(context, opened, asked)
            return redirect(back)
        page = render_template(
            "people/care_end.html", opened=opened, link=link, back_href=back, errors=ending.errors_for()
        )
        return refused(page, ending)
    found = care_links.one(context, opened, asked)
    form = CareAnswerForm()
    if request.form.get("do") == "refuse" and visit.form_is_ours(request.form.get("mark")):
        care_links.refuse(context, opened, asked)
        return redirect(back)
    if request.method == "POST" and form.validate():
        care_links.allow(context, opened, asked, follows=form.allowed.data == "follow")
        return redirect(back)
    page = render_template(
        "people/care_answer.html",
        opened=opened,
        asked=found,
        form=form,
        items=items(ALLOWED),
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)
