"""Where a roll-out begins with some people: which group somebody belongs to, and the usual way for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Length, ValidationError

from portal.access import Action
from portal.cohorts.postcodes import MOST, tidy
from portal.services import applications, placing
from portal.web import locale, visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.questions.speech import wording_of
from portal.web.start.views import bp

if TYPE_CHECKING:
    from portal.cohorts import Cohorts
    from portal.services.opened import Opened

BOX = "true-of-"


class CohortForm(PageForm):
    """The boxes of the roll-out, each a field of its own, and where the person lives."""

    postcode = StringField(validators=[Length(max=MOST, message=_l("This is too long for a postcode."))])

    def validate_postcode(self, field: StringField) -> None:
        """A postcode is whole or left out: half of one could put somebody outside who is in."""
        if (field.data or "").strip() and not tidy(field.data or ""):
            raise ValidationError(_l("Write the whole postcode, like ZZ1 1ZZ, or leave it empty."))

    def ticked(self, cohorts: Cohorts) -> dict[str, bool]:
        """Which boxes are ticked, by their ids."""
        return {ask.id: bool(self[BOX + ask.id].data) for ask in cohorts.asks}


def form_for(cohorts: Cohorts) -> CohortForm:
    """The form with the boxes of this roll-out."""
    boxes = {BOX + ask.id: BooleanField() for ask in cohorts.asks}
    made: type[CohortForm] = type("ThisCohortForm", (CohortForm,), boxes)
    return made()


def texts(cohorts: Cohorts, opened: Opened) -> dict[str, Any]:
    """What is said to everyone, in this reader's words."""
    wording = wording_of(opened)
    names = ("title", "intro", "usual_title", "usual", "join")
    return {name: locale.words(getattr(cohorts, name), wording) for name in names}


@bp.route("/applications/<reference>/who-can-start", methods=["GET", "POST"])
def cohort(reference: str) -> Shown:
    """Which group of the roll-out the person belongs to. What is ticked decides here and is not kept."""
    context = visit.context()
    opened = applications.open(context, reference, Action.ANSWER)
    cohorts = context.content.cohorts
    if cohorts is None or not placing.to_be_placed(context, opened):
        return redirect(url_for("questions.tasks", reference=reference))
    form = form_for(cohorts)
    if request.method == "POST" and form.validate():
        found = placing.place(context, opened, form.ticked(cohorts), form.postcode.data or "")
        return redirect(url_for("start.wishes" if found else "start.usual_way", reference=reference))
    boxes = [
        {
            "name": BOX + ask.id,
            "value": "yes",
            "text": locale.words(ask.text, wording_of(opened)),
            "checked": bool(form[BOX + ask.id].data),
        }
        for ask in cohorts.asks
    ]
    page = render_template(
        "start/cohort.html",
        form=form,
        opened=opened,
        texts=texts(cohorts, opened),
        boxes=boxes,
        asks_postcode=cohorts.asks_postcode,
        errors=form.errors_for("postcode"),
    )
    return refused(page, form)


@bp.route("/applications/<reference>/usual-way", methods=["GET", "POST"])
def usual_way(reference: str) -> Shown:
    """For those outside every group: the usual way, by phone or on paper, or joining all the same."""
    context = visit.context()
    opened = applications.open(context, reference, Action.ANSWER)
    cohorts = context.content.cohorts
    if cohorts is None or not placing.to_be_placed(context, opened):
        return redirect(url_for("questions.tasks", reference=reference))
    form = PageForm()
    if request.method == "POST" and form.validate():
        placing.join(context, opened)
        return redirect(url_for("start.wishes", reference=reference))
    page = render_template(
        "start/usual_way.html",
        opened=opened,
        texts=texts(cohorts, opened),
        council=context.content.council,
        back_href=url_for("start.cohort", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)
