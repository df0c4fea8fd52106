"""Adding something after sending; what was sent stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action
from portal.services import additions, applications
from portal.services.opened import OWN_ROLES
from portal.web import locale, visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, DrawnForm, Shown, items, pick_field, refused
from portal.web.progress.area import bp
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.services.opened import Opened

READERS = {"all": _l("Everyone who may read my answers"), "council": _l("Only the council and me")}
ABOUT, WHO_READS = _l("What is it about?"), _l("Who may read it?")
ANY = "any"


class AddForm(DrawnForm):
    """What to add."""

    words = TextAreaField(validators=[DataRequired(_l("Write what you want to add.")), WORDS_LENGTH])


@bp.route("/add", methods=["GET", "POST"])
def add(reference: str) -> Shown:
    """Add something, and see what was added before."""
    context = visit.context()
    opened = applications.open(context, reference, Action.ADD)
    own, parts = opened.role in OWN_ROLES, parts_of(opened)
    fields = {"part": pick_field(parts, validators=[CHOSEN], description=ABOUT)}
    fields |= {"readers": pick_field(READERS, validators=[CHOSEN], description=WHO_READS)} if own else {}
    form = type("AddHereForm", (AddForm,), fields)(opened=opened)
    if request.method == "POST" and form.validate():
        part = None if form.part.data == ANY else form.part.data
        council_only, drawn = own and form.readers.data == "council", form.drawn.data or ""
        additions.add(context, opened, form.words.data or "", part, council_only=council_only, drawn=drawn)
        return redirect(url_for("progress.add", reference=reference))
    page = render_template(
        "progress/add.html",
        opened=opened,
        form=form,
        parts=items(parts),
        readers=items(READERS) if own else None,
        additions=rows(opened),
        back_href=url_for("progress.timeline", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def parts_of(opened: Opened) -> dict[str, str]:
    """What it can be about: the parts of the questions that are not private, and anything else last."""
    wording = wording_of(opened)
    shown = [each for each in opened.questionnaire.sections if not each.private]
    return {**{each.id: locale.words(each.title, wording) for each in shown}, ANY: _("Something else")}


def rows(opened: Opened) -> list[dict[str, Any]]:
    """What was added, as this reader may know it: about what, who wrote it and when."""
    if not opened.was_sent:
        return []
    parts = parts_of(opened)
    return [
        {"added": each, "part": parts.get(each.section, "") if each.section else "", "who": writer(each, opened)}
        for each in additions.additions(visit.context(), opened)
    ]


def writer(each: additions.Addition, opened: Opened) -> str:
    """Who wrote it, to whoever reads."""
    if each.own:
        return _("You")
    if each.role in OWN_ROLES:
        return (opened.person_name or _("The person")) if opened.is_helper else _("You")
    return _("Somebody who helps")
