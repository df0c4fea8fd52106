"""Coming back: by e-mail code or link, by return code; choosing between applications; signing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.services import accounts
from portal.services.opened import OWN_ROLES
from portal.services.refusals import WrongCode
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.returning.forms import CodeForm, EmailForm, ReturnCodeForm

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from portal.services.accounts import SignedIn

bp = Blueprint("returning", __name__)


@bp.get("/return")
def come_back() -> str:
    """The ways to come back."""
    return render_template("returning/come_back.html", back_href=url_for("start.home"))


@bp.route("/return/email", methods=["GET", "POST"])
def by_email() -> Shown:
    """Ask for a code by e-mail. The next page is the same whether or not we know the address."""
    form = EmailForm()
    if request.method == "POST" and form.validate():
        ticket = accounts.ask_for_code(visit.context(), form.email.data or "")
        return render_template("returning/code.html", ticket=ticket, errors=[], back_href=url_for("returning.by_email"))
    page = render_template(
        "returning/email.html", form=form, back_href=url_for("returning.come_back"), errors=form.errors_for()
    )
    return refused(page, form)


@bp.post("/return/email/code")
def enter_code() -> Shown:
    """Take the code from the e-mail."""
    form = CodeForm()
    if form.validate():
        try:
            return welcome(accounts.sign_in_by_code(visit.context(), form.ticket.data or "", form.code.data or ""))
        except WrongCode as wrong:
            form.complain(wrong_code(wrong))
    page = render_template(
        "returning/code.html",
        ticket=form.ticket.data,
        errors=form.errors_for("code"),
        back_href=url_for("returning.by_email"),
    )
    return refused(page, form)


def wrong_code(wrong: WrongCode) -> str:
    """What to say about a code that does not fit."""
    if wrong.left is None:
        return _("This code is not right, or it is too old. Ask for a new one.")
    return ngettext(
        "This code is not right. You can try %(num)d more time.",
        "This code is not right. You can try %(num)d more times.",
        wrong.left,
    )


@bp.route("/return/link/<link>", methods=["GET", "POST"])
def by_link(link: str) -> Shown:
    """The page behind the link of an e-mail. Only its button signs in: programs that check mails open links."""
    form = PageForm()
    context = visit.context()
    if request.method == "POST" and form.validate():
        try:
            return welcome(accounts.sign_in_by_link(context, link))
        except WrongCode:
            return render_template("returning/old_link.html"), 410
    if not accounts.link_is_good(context, link):
        return render_template("returning/old_link.html"), 410
    return refused(render_template("returning/link.html", errors=form.errors_for()), form)


@bp.route("/return/code", methods=["GET", "POST"])
def by_code() -> Shown:
    """Take a printed return code."""
    form = ReturnCodeForm()
    if request.method == "POST" and form.validate():
        try:
            return welcome(accounts.sign_in_by_return_code(visit.context(), form.code.data or ""))
        except WrongCode as wrong:
            form.complain(
                wrong_code(wrong)
                if wrong.left
                else _("This code is not right. Look at it again. Each letter and number counts.")
            )
    page = render_template(
        "returning/return_code.html",
        form=form,
        back_href=url_for("returning.come_back"),
        errors=form.errors_for("code"),
    )
    return refused(page, form)


@bp.get("/return/lost")
def lost() -> str:
    """A lost code, another e-mail address: who can help."""
    return render_template(
        "returning/lost.html", council=visit.wiring().content.council, back_href=url_for("returning.come_back")
    )


def welcome(signed_in: SignedIn) -> Response:
    """Signed in: back to where the person was, or to the choice between applications."""
    visit.carry(signed_in.token)
    if len(signed_in.applications) == 1:
        return redirect(url_for("questions.resume", reference=signed_in.applications[0].reference))
    return redirect(url_for("returning.mine"))


@bp.route("/mine", methods=["GET", "POST"])
def mine() -> Shown:
    """What this visitor can open: their own, and those they help with, apart.

    People who share an e-mail address first say which of them is here, by what they began.
    """
    context = visit.context()
    known = accounts.find_visitor(context)
    if known is None:  # told no more than somebody whose answers were deleted
        return render_template("returning/mine.html", must_choose=False, errors=[], own=[], others=[])
    form = PageForm()
    rows = accounts.my_applications(context)
    wanted = request.form.get("application", "")
    if request.method == "POST" and form.validate() and any(row.reference == wanted for row in rows):
        if known.must_choose:
            accounts.choose(context, wanted)
            visit.carry(context.visitor.token or "")
        return redirect(url_for("questions.resume", reference=wanted))
    page = render_template(
        "returning/mine.html",
        must_choose=known.must_choose,
        errors=form.errors_for(),
        own=[row for row in rows if row.role in OWN_ROLES],
        others=[row for row in rows if row.role not in OWN_ROLES],
    )
    return refused(page, form)


@bp.route("/sign-out", methods=["GET", "POST"])
def sign_out() -> Shown:
    """Sign out; afterwards the Back button shows nothing."""
    form = PageForm()
    if request.method == "POST" and form.validate():
        accounts.sign_out(visit.context())
        return visit.gone(url_for("returning.signed_out"))
    return refused(render_template("returning/sign_out.html", errors=form.errors_for()), form)


@bp.get("/signed-out")
def signed_out() -> str:
    """Signed out, and how to come back."""
    return render_template("returning/signed_out.html")
