"""What the person knows of the paper on which somebody acts for them: written down beside what the council saw."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
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
from portal.web.people.words import ground_of, name_of, note_line


class NoteForm(PageForm):
    """In one's own words."""

    words = TextAreaField(validators=[DataRequired(_l("Write what you know about it.")), WORDS_LENGTH])


@bp.route(f"{ONE}/people/<grant>/proof", methods=["GET", "POST"])
def proof(reference: str, grant: str) -> Shown:
    """Write something down. Nothing that stands there is changed by it."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    one = access.one(context, opened, grant)
    form = NoteForm()
    if request.method == "POST" and form.validate():
        service.write(context, opened, grant, form.words.data or "")
        return redirect(url_for("people.who", reference=reference))
    page = render_template(
        "people/proof.html",
        opened=opened,
        form=form,
        name=name_of(one.name, one.role),
        ground=ground_of(one),
        notes=[note_line(each) for each in one.notes],
        back_href=url_for("people.who", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)
