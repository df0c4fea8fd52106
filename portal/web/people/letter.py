"""The letter with a code, by which the person themself comes in: shown to print, as a PDF file, or sent by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template, request, url_for
from flask_babel import get_locale

from portal.access import Action
from portal.services import applications
from portal.services.sharing import inviting
from portal.web import locale, qr, visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.guides.printing import only_what_is_inside
from portal.web.people.area import ONE, bp
from portal.web.returning.forms import EmailForm
from portal.web.sending import pdf

if TYPE_CHECKING:
    from portal.services.opened import Opened


@bp.route(f"{ONE}/letter", methods=["GET", "POST"])
def letter(reference: str) -> Shown:
    """Make the letter. Each press makes a new code, and the one before stops working."""
    context = visit.context()
    opened = applications.open(context, reference, Action.LETTER)
    wish = request.form.get("do", "")
    form = EmailForm() if wish == "mail" else PageForm()
    back = url_for("questions.tasks", reference=reference)
    if request.method == "POST" and form.validate():
        if wish == "mail":
            inviting.mail_letter(context, opened, form.email.data or "")
            return render_template("people/letter_sent.html", opened=opened, back_href=back)
        return the_letter(reference, inviting.make_letter(context, opened), as_pdf=wish == "pdf")
    page = render_template(
        "people/letter.html",
        opened=opened,
        email=request.form.get("email", ""),
        email_error=form.email.errors[0] if wish == "mail" and form.email.errors else None,
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)


def the_letter(reference: str, code: str, *, as_pdf: bool) -> Shown:
    """The letter of somebody who began for the person."""
    opened = applications.open(visit.context(), reference, Action.LETTER)
    return shown_once(opened, code, as_pdf=as_pdf, back=url_for("questions.tasks", reference=reference))


def shown_once(opened: Opened, code: str, *, as_pdf: bool, back: str) -> Shown:
    """The letter with its code, which is shown this once."""
    context = visit.context()
    council = context.content.council
    speaks, link = get_locale(), f"{context.settings.address}{url_for('people.code', code=code)}"
    words = {
        "opened": opened,
        "came_on_paper": opened.contents.about.paper is not None,
        "groups": code.split("-"),
        "link": link,
        "picture": qr.drawn(link),
        "printed": qr.address_of(link) if as_pdf else "",
        "first_page": f"{context.settings.address}{url_for('people.codes')}",
        "service": council.service.name,
        "council": council.council.name,
        "phone": council.contacts.phone,
        "lang": locale.tag(speaks),
        "dir": speaks.text_direction,
    }
    made = pdf.make(render_template("people/letter_pdf.html", **words), only_what_is_inside()) if as_pdf else None
    if made is None:
        return render_template("people/the_letter.html", back_href=back, **words)
    headers = {"Content-Disposition": 'attachment; filename="letter.pdf"', "Cache-Control": "no-store"}
    return Response(made, mimetype="application/pdf", headers=headers)
