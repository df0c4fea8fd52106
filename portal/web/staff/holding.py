"""Saying that an application must be kept, and why, and that it may be deleted again."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action, State
from portal.services.staff import cases, holding
from portal.web import visit
from portal.web.forms import WORDS_LENGTH, PageForm, Shown, refused
from portal.web.staff.area import bp, page, said_already, stood_otherwise, worker
from portal.web.staff.case import ONE


class HoldForm(PageForm):
    """Why it must be kept."""

    reason = TextAreaField(validators=[DataRequired(_l("Write why it must be kept.")), WORDS_LENGTH])


@bp.route(f"{ONE}/hold", methods=["GET", "POST"])
def hold(reference: str) -> Shown:
    """Place a hold, or lift the one there is."""
    context = visit.context()
    found = cases.fetch(context, worker(), reference, Action.HOLD)
    there = holding.hold(context, found.opened)
    stands = "free" if there is None else "held"
    if stood_otherwise(stands):
        if reason := request.form.get("reason"):
            said_already(reason, [there.reason or ""] if there else [])
        return redirect(url_for("staff.hold", reference=reference))
    form = HoldForm() if there is None else PageForm()
    if request.method == "POST" and form.validate():
        if isinstance(form, HoldForm):
            holding.place(context, found, form.reason.data or "")
        else:
            holding.lift(context, found)
        return redirect(url_for("staff.hold", reference=reference))
    draft = found.opened.state is State.DRAFT
    shown = page(
        "hold.html",
        reference=reference,
        form=form,
        stands=stands,
        hold=there,
        back_href=url_for("staff.private" if draft else "staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
