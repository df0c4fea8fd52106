"""What the person knows of the paper on which somebody acts for them: written down beside what the council saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action
from portal.services import applications
from portal.services.sharing import access
from portal.services.sharing import proof as service
from portal.web import visit
from portal.web.forms import WORDS_LENGTH, PageForm, Shown, refused
from portal.web.people.area import ONE, bp
from portal.web.people.words import ground_of, name_of, note_line, proof_of

if TYPE_CHECKING:
    from portal.services.opened import Opened


class NoteForm(PageForm):
    """In one's own words."""

    words = TextAreaField(validators=[DataRequired(_l("Write what you know about it.")), WORDS_LENGTH])


@bp.route(f"{ONE}/people/<grant>/proof", methods=["GET", "POST"])
def proof(reference: str, grant: str) -> Shown:
    """Write something down. Nothing that stands there is changed by it."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    signer = access.signer(context, opened)
    one = signer if signer is not None and signer.id == grant else access.one(context, opened, grant)
    form = NoteForm()
    valid = request.method == "POST" and form.validate()
    if valid and service.is_full(one.notes):
        form.complain(_("No more notes fit here. Please ring us, so that we hear it."), "words")
    elif valid:
        service.write(context, opened, grant, form.words.data or "")
        return redirect(url_for("people.who", reference=reference))
    page = render_template(
        "people/proof.html",
        opened=opened,
        form=form,
        name=one.name if one.on_paper else name_of(one.name, one.role),
        ground=ground_of(one),
        notes=[note_line(each) for each in one.notes],
        back_href=url_for("people.who", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def signer_cards(opened: Opened) -> list[dict[str, Any]]:
    """An attorney or deputy who signed the form on paper: what is known of the paper on which they acted."""
    one = access.signer(visit.context(), opened)
    if one is None:
        return []
    href = url_for("people.proof", reference=opened.reference, grant=one.id)
    return [
        {
            "name": one.name,
            "role": _("Signed your form on paper, and cannot open it here"),
            "facts": [ground_of(one), *proof_of(one)],
            "actions": [{"text": _("Write about the paper"), "href": href}],
        }
    ]
