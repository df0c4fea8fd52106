"""Signing in and out, setting up one-time codes, changing the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.services.refusals import WrongCode
from portal.services.staff import codes, entry, passwords
from portal.services.staff.entry import Wants
from portal.services.staff.passwords import Weak
from portal.web import qr, visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.staff.area import bp
from portal.web.staff.forms import CodeForm, PasswordForm, SignInForm

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Shown:
    """Address and password. What is said about a wrong one does not hang on who there is."""
    form = SignInForm()
    if request.method == "POST" and form.validate():
        try:
            visit.carry(entry.sign_in(visit.context(), form.email.data or "", form.password.data or ""))
        except WrongCode as wrong:
            form.complain(wrong_password(wrong), "email")
        else:
            return onward()
    by_provider = visit.wiring().settings.oidc_issuer is not None
    page = render_template("staff/sign_in.html", form=form, errors=form.errors_for(), by_provider=by_provider)
    return refused(page, form)


def wrong_password(wrong: WrongCode) -> str:
    """What to say about an address and password that do not fit."""
    return ngettext(
        "The address or the password is not right. You can try %(num)d more time.",
        "The address or the password is not right. You can try %(num)d more times.",
        wrong.left or 0,
    )


def onward() -> Response:
    """On to what is still missing, or in."""
    following = {
        Wants.SETTING_UP: "staff.set_up",
        Wants.CODE: "staff.code",
        Wants.PASSWORD: "staff.password",
        Wants.NOTHING: "staff.work",
    }
    return redirect(url_for(following[entry.wants(visit.context())]))


@bp.route("/sign-in/set-up", methods=["GET", "POST"])
def set_up() -> Shown:
    """Set up one-time codes with a picture to point a phone at, or a key to type."""
    context, form = visit.context(), CodeForm()
    if entry.wants(context) is not Wants.SETTING_UP:
        return onward()
    if request.method == "POST" and form.validate():
        try:
            token, printed = entry.set_up(context, form.code.data or "")
        except WrongCode as wrong:
            form.complain(wrong_code(wrong), "code")
        else:
            visit.carry(token)
            return render_template("staff/recovery_codes.html", codes=printed)
    secret, account = entry.secret_to_set_up(context)
    address = codes.address(secret, account, str(context.content.council.service.name))
    page = render_template(
        "staff/set_up.html",
        form=form,
        errors=form.errors_for(),
        key=codes.typed_form(secret),
        account=account,
        **qr.drawn(address),
    )
    return refused(page, form)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def code() -> Shown:
    """The one-time code, or a printed one."""
    context, form = visit.context(), CodeForm()
    if entry.wants(context) is not Wants.CODE:
        return onward()
    if request.method == "POST" and form.validate():
        try:
            visit.carry(entry.enter_code(context, form.code.data or ""))
        except WrongCode as wrong:
            form.complain(wrong_code(wrong), "code")
        else:
            return onward()
    return refused(render_template("staff/code.html", form=form, errors=form.errors_for()), form)


def wrong_code(wrong: WrongCode) -> str:
    """What to say about a code that does not fit."""
    return ngettext(
        "This code is not right, or it was used before. You can try %(num)d more time.",
        "This code is not right, or it was used before. You can try %(num)d more times.",
        wrong.left or 0,
    )


@bp.route("/password", methods=["GET", "POST"])
def password() -> Shown:
    """Change the password; at first sign-in everybody must."""
    context, form = visit.context(), PasswordForm()
    wanted = entry.wants(context)
    if wanted not in {Wants.PASSWORD, Wants.NOTHING}:
        return onward()
    if request.method == "POST" and form.validate():
        weak = entry.weakness(context, form.new.data or "")
        if weak is None:
            try:
                visit.carry(entry.change_password(context, form.old.data or "", form.new.data or ""))
            except WrongCode:
                form.complain(_("The password you have now is not right."), "old")
            else:
                return redirect(url_for("staff.work"))
        else:
            form.complain(weak_words(weak), "new")
    first = wanted is Wants.PASSWORD
    return refused(render_template("staff/password.html", form=form, first=first, errors=form.errors_for()), form)


def weak_words(weak: Weak) -> str:
    """Why a password is not taken."""
    return {
        Weak.SHORT: _("Use %(number)d characters or more.", number=passwords.SHORTEST),
        Weak.LONG: _("Use %(number)d characters or fewer.", number=passwords.LONGEST),
        Weak.COMMON: _(
            "Many people use this word. Choose another one, for example four words that do not belong together."
        ),
        Weak.PATTERN: _("This is a pattern that is quickly guessed. Choose another password."),
        Weak.OWN_WORDS: _("Leave out your own name and the name of the service."),
    }[weak]


@bp.route("/sign-out", methods=["GET", "POST"])
def sign_out() -> Shown:
    """Sign out; afterwards the Back button shows nothing."""
    form = PageForm()
    if request.method == "POST" and form.validate():
        entry.sign_out(visit.context())
        return visit.gone(url_for("staff.sign_in"))
    return refused(render_template("staff/sign_out.html", errors=form.errors_for()), form)
