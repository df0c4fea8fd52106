"""Saving a draft so that one can come back, and deleting it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for

from portal.access import Action, Role
from portal.services import accounts, answering, applications, complaining
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.progress.complaining import rows
from portal.web.questions.tasks import kept_for_complaint
from portal.web.returning.forms import EmailForm
from portal.web.returning.views import bp

if TYPE_CHECKING:
    from portal.services.opened import Opened


@bp.get("/applications/<reference>/save")
def save(reference: str) -> str:
    """The ways to keep a draft."""
    opened = applications.open(visit.context(), reference, Action.SAVE)
    known = accounts.find_visitor(visit.context())
    back = url_for("questions.resume", reference=reference)
    can_come_back = accounts.can_come_back(visit.context(), opened)
    return render_template(
        "returning/save.html",
        opened=opened,
        emails=known.emails if known else (),
        can_come_back=can_come_back,
        complaints=() if can_come_back or opened.was_sent else open_complaints(opened),
        complaints_team=visit.context().content.council.complaints,
        kept_for_complaint=kept_for_complaint(opened),
        back_href=back,
    )


def open_complaints(opened: Opened) -> list[dict[str, Any]]:
    """What waits for an answer: whoever complained before sending is led here, or the answer never reaches them."""
    return [each for each in rows(opened) if each["complaint"].is_open]


@bp.route("/applications/<reference>/save/email", methods=["GET", "POST"])
def save_by_email(reference: str) -> Shown:
    """Keep a draft under an e-mail address: we send a code to prove it."""
    opened = applications.open(visit.context(), reference, Action.SAVE)
    form = EmailForm()
    back = url_for("returning.save", reference=reference)
    if request.method == "POST" and form.validate():
        opened = mail_is_safe(opened)
        add = accounts.change_email if request.args.get("instead") else accounts.add_email
        ticket = add(visit.context(), opened, form.email.data or "")
        return render_template(
            "returning/code.html", opened=opened, ticket=ticket, errors=[], saving=True, back_href=back
        )
    return refused(
        render_template(
            "returning/email.html", opened=opened, form=form, saving=True, back_href=back, errors=form.errors_for()
        ),
        form,
    )


def mail_is_safe(opened: Opened) -> Opened:
    """Whoever gives an address on this page says that e-mail to it is safe, whatever they said before."""
    if opened.mail_is_safe is not False:
        return opened
    if opened.is_helper:
        return answering.set_helper(visit.context(), opened, replace(opened.helper, mail=True))
    return answering.set_wishes(visit.context(), opened, replace(opened.wishes, email=True))


@bp.route("/applications/<reference>/save/code", methods=["GET", "POST"])
def save_by_code(reference: str) -> Shown:
    """Make a return code to print or write down. It is shown once."""
    opened = applications.open(visit.context(), reference, Action.SAVE)
    form = PageForm()
    back = url_for("returning.save", reference=reference)
    if request.method == "POST" and form.validate():
        code = accounts.make_return_code(visit.context(), opened)
        first_page = visit.wiring().settings.address  # what is printed must not hang on the name a browser came by
        return render_template(
            "returning/your_code.html", opened=opened, groups=code.split("-"), first_page=first_page, back_href=back
        )
    return refused(
        render_template("returning/make_code.html", opened=opened, back_href=back, errors=form.errors_for()), form
    )


@bp.route("/applications/<reference>/delete", methods=["GET", "POST"])
def delete(reference: str) -> Shown:
    """Delete a draft for good, after asking."""
    opened = applications.open(visit.context(), reference, Action.DELETE)
    form = PageForm()
    if request.method == "POST" and form.validate():
        applications.delete_draft(visit.context(), opened)
        keyed = opened.role is Role.KEYING
        return redirect(url_for("staff.paper_forms" if keyed else "returning.deleted"))
    back = url_for("questions.tasks", reference=reference)
    found = complaining.complaints(visit.context(), opened)
    complained = any(each.is_open and (each.own or not opened.is_helper) for each in found)
    return refused(
        render_template(
            "returning/delete.html", opened=opened, complained=complained, back_href=back, errors=form.errors_for()
        ),
        form,
    )


@bp.get("/deleted")
def deleted() -> str:
    """It is gone."""
    return render_template("returning/deleted.html")
