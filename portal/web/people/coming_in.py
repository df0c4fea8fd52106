"""Coming in with a code from a letter or an invitation: it is shown what it is for, and one press takes it up."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired

from portal.access import Role
from portal.services.refusals import NotPossible, WrongCode
from portal.services.sharing import taking_up
from portal.web import locale, visit
from portal.web.forms import NAME_LENGTH, PageForm, Shown, refused
from portal.web.people.area import bp
from portal.web.returning.forms import ReturnCodeForm
from portal.web.returning.views import wrong_code


class OwnForm(PageForm):
    """The person comes in: there is nothing to fill in."""


class HelpingForm(PageForm):
    """Whoever helps says who they are."""

    name = StringField(validators=[DataRequired(_l("Write your name.")), NAME_LENGTH])


class AppropriateForm(HelpingForm):
    """The law wants nobody in this role who is paid to care, or there by profession."""

    unpaid = BooleanField(
        validators=[
            InputRequired(_l("Tick the box, or do not go on: paid and professional carers cannot take this part."))
        ]
    )


@bp.route("/code", methods=["GET", "POST"])
def codes() -> Shown:
    """Type a code from a letter or an invitation."""
    form = ReturnCodeForm()
    if request.method == "POST" and form.validate():
        try:
            taking_up.try_code(visit.context(), form.code.data or "")
        except WrongCode as wrong:
            form.complain(wrong_code(wrong) if wrong.left else _("This code is not right, or it does not work yet."))
        else:
            typed = "".join(each for each in form.code.data or "" if each.isalnum()).upper()
            return redirect(url_for("people.code", code=typed))
    page = render_template(
        "people/code.html", form=form, back_href=url_for("returning.come_back"), errors=form.errors_for("code")
    )
    return refused(page, form)


@bp.route("/code/<code>", methods=["GET", "POST"])
def code(code: str) -> Shown:
    """What a code is for. Only the button uses it: programs that check mails open links."""
    context = visit.context()
    try:
        offer = taking_up.offer(context, code)
    except WrongCode:
        return render_template("people/old_code.html"), 410
    make = OwnForm if offer.is_own else AppropriateForm if offer.role is Role.APPROPRIATE else HelpingForm
    form = make()
    if request.method == "POST" and form.validate():
        try:
            name = "" if offer.is_own else form.name.data or ""
            came = taking_up.take_up(context, code, name=name, unpaid=bool(getattr(form, "unpaid", None)))
        except WrongCode:
            return render_template("people/old_code.html"), 410
        except NotPossible:
            form.complain(_("You can open it already. Look under “What you can open”."))
        else:
            visit.carry(came.token)
            where = "people.done_for_you" if offer.is_own else "questions.resume"
            return redirect(url_for(where, reference=came.reference))
    page = render_template(
        "people/offer.html",
        form=form,
        offer=offer,
        may=helping_words(offer.role),
        until=locale.day(offer.until) if offer.until else "",
        errors=form.errors_for(),
    )
    return refused(page, form)


def helping_words(role: Role) -> str:
    """What somebody who is let in may do, said to them."""
    if role is Role.HELPER:
        return _("You can read and write answers, and send them.")
    if role is Role.HELPER_FILLING:
        return _("You can read and write answers. The person sends them.")
    if role in {Role.HELPER_READING, Role.ADVOCATE_READING}:
        return _("You can read answers.")
    if role in {Role.ADVOCATE_SPEAKING, Role.APPROPRIATE}:
        return _("You can read answers, and write to the council for the person.")
    return _("You can see how far it has come. You see no answers.")
