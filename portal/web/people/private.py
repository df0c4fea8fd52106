"""Letting somebody who helps see what is private, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from portal.access import Action
from portal.services import applications
from portal.services.refusals import NotFound
from portal.services.sharing import access
from portal.web import visit
from portal.web.forms import CHOSEN, PageForm, Shown, items, pick_field, refused
from portal.web.people.area import ONE, bp

if TYPE_CHECKING:
    from portal.services.opened import Opened

LET_SEE = {
    "no": _l("No, they do not see them"),
    "yes": _l("Yes, they may see them, and write answers if they may do that"),
}


class LetSeeForm(PageForm):
    """Whether somebody may see what is private."""

    answer = pick_field(LET_SEE, validators=[CHOSEN])


def asks_in_private(opened: Opened) -> bool:
    """Whether there is anything private to be asked."""
    return any(opened.questionnaire.is_private(each) for each in opened.questionnaire.placed)


@bp.route(f"{ONE}/people/<grant>/private", methods=["GET", "POST"])
def private(reference: str, grant: str) -> Shown:
    """Let somebody see the private questions, or take that back: at once, and without a reason."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    one = access.one(context, opened, grant)
    if not one.may_be_let_see_private or not asks_in_private(opened):
        raise NotFound
    form = LetSeeForm(data={"answer": "yes" if one.private else "no"})
    back = url_for("people.who", reference=reference)
    if request.method == "POST" and form.validate():
        access.let_see_private(context, opened, grant, yes=form.answer.data == "yes")
        return redirect(back)
    page = render_template(
        "people/private.html",
        opened=opened,
        form=form,
        items=items(LET_SEE),
        name=one.name,
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)
