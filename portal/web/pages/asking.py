"""Asking for a call, and telling us about a page that does not work for somebody."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.services import requests
from portal.web import stuck, visit
from portal.web.forms import WORDS_LENGTH, PageForm, Shown, refused
from portal.web.pages.views import bp

SHORT = 100


class CallForm(PageForm):
    """Whom to ring and when it is safe."""

    name = StringField(
        validators=[
            DataRequired(_l("Write a name we can ask for.")),
            Length(max=SHORT, message=_l("Write a shorter name.")),
        ]
    )
    phone = StringField(
        validators=[
            DataRequired(_l("Write the number we should ring.")),
            Length(max=SHORT, message=_l("This is too long for a phone number.")),
        ]
    )
    when = TextAreaField(validators=[WORDS_LENGTH])


class AccessForm(PageForm):
    """What did not work, and how to answer."""

    message = TextAreaField(validators=[DataRequired(_l("Write what did not work for you.")), WORDS_LENGTH])
    answer_to = StringField(validators=[Length(max=SHORT, message=_l("This is too long."))])


@bp.route("/ask-us-to-call-you", methods=["GET", "POST"])
def call_me() -> Shown:
    """Ask for a call."""
    form, place = CallForm(), stuck.place_now()
    if request.method == "POST" and form.validate():
        asked = (form.name.data or "", form.phone.data or "", form.when.data or "")
        requests.ask_for_call(visit.context(), *asked, stuck_at=place.told if place else "")
        return redirect(place.thanks if place else url_for("pages.thanks"))
    page = render_template(
        "pages/call_me.html",
        form=form,
        council=visit.wiring().content.council,
        errors=form.errors_for(),
        place=place,
        back_href=place.address if place else "",
    )
    return refused(page, form)


@bp.route("/accessibility", methods=["GET", "POST"])
def accessibility() -> Shown:
    """The accessibility statement, with a form to tell us what does not work."""
    form = AccessForm()
    if request.method == "POST" and form.validate():
        requests.report_barrier(visit.context(), form.message.data or "", form.answer_to.data or "")
        return redirect(url_for("pages.thanks"))
    page = render_template(
        "pages/accessibility.html", form=form, council=visit.wiring().content.council, errors=form.errors_for()
    )
    return refused(page, form)


@bp.get("/thank-you")
def thanks() -> str:
    """We have it, and when we will answer."""
    return render_template("pages/thanks.html", council=visit.wiring().content.council, place=stuck.place_now())
