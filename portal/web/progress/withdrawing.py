"""Saying that one does not want to go on, kindly, with what happens to what was written."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from portal.access import Action
from portal.services import applications
from portal.services import withdrawing as leaving
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.lengths import whole_years
from portal.web.progress.area import bp
from portal.web.questions.tasks import allowed

WANTED = _l("Tick the box if the person wants this. If they do not, leave it as it is.")


class ForSomebodyForm(PageForm):
    """Somebody who acts for a person says that the person wants this."""

    wanted = BooleanField(validators=[InputRequired(WANTED)])


@bp.route("/withdraw", methods=["GET", "POST"])
def withdraw(reference: str) -> Shown:
    """Stop, at any time after sending."""
    context = visit.context()
    opened = applications.open(context, reference, Action.WITHDRAW)
    form = ForSomebodyForm(opened=opened) if opened.is_helper else PageForm(opened=opened)
    if request.method == "POST" and form.validate():
        leaving.withdraw(context, opened)
        return redirect(url_for("progress.timeline", reference=reference))
    page = render_template(
        "progress/withdraw.html",
        opened=opened,
        form=form,
        may_recall=allowed(opened, Action.RECALL),
        phone=context.content.council.contacts.phone,
        kept=context.content.council.retention_days.sent,
        years=whole_years(context.content.council.retention_days.sent),
        back_href=url_for("progress.timeline", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)
