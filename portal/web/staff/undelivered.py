"""The list of what did not reach people, and saying that one has looked after it."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _

from portal.notices import Channel
from portal.services.staff import undelivered
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.staff.area import bp, page, worker


def channel_name(channel: Channel) -> str:
    """A channel in words."""
    return {Channel.EMAIL: _("E-mail"), Channel.TEXT: _("Text message"), Channel.LETTER: _("Letter")}[channel]


@bp.route("/not-delivered", methods=["GET", "POST"])
def not_delivered() -> Shown:
    """What failed, with the way that was taken instead."""
    context, form = visit.context(), PageForm()
    if request.method == "POST" and form.validate():
        undelivered.settle(context, worker(), request.form.get("done", ""))
        return redirect(url_for("staff.not_delivered"))
    shown = page(
        "not_delivered.html",
        failed=undelivered.failed(context, worker()),
        channel_name=channel_name,
        errors=form.errors_for(),
    )
    return refused(shown, form)
