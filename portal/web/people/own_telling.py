"""How an advocate, or whoever acts about money, is told things: they choose for themself, and not for the person."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from portal.access import Action, State, Verdict, may
from portal.notices import Format
from portal.services import accounts, applications, telling
from portal.web import visit
from portal.web.forms import Shown, items, refused
from portal.web.people.area import ONE, bp
from portal.web.sending.telling import FORMATS, OWN_WAYS, OwnTellingForm, languages, offered, own_boxes


@bp.route(f"{ONE}/telling-me", methods=["GET", "POST"])
def own_telling(reference: str) -> Shown:
    """Choose a way, a format and a language."""
    context = visit.context()
    opened = applications.open(context, reference, Action.TOLD)
    look = Format.EASY if visit.prefs().easy_read else Format.STANDARD
    form = OwnTellingForm(data=own_boxes(telling.said_before(opened)[1], look))
    back = url_for("progress.timeline", reference=reference)
    if request.method == "POST" and form.validate():
        telling.choose_own(context, opened, form.own())
        return redirect(back)
    known = accounts.find_visitor(context)
    page = render_template(
        "people/own_telling.html",
        opened=opened,
        form=form,
        emails=known.emails if known else (),
        own_ways=offered(OWN_WAYS),
        formats=items(FORMATS),
        languages=languages(),
        reminds=may(opened.role, Action.MESSAGE, State.OPENED) is Verdict.ALLOWED,
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)
