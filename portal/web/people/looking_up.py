"""Looking up the stage with a reference and a date of birth, and switching that off."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from portal.access import Action
from portal.services import applications, looking_up
from portal.services.refusals import NotFound
from portal.web import locale, visit
from portal.web.forms import CHOSEN, PageForm, Shown, items, pick_field, refused
from portal.web.people.area import ONE, bp
from portal.words import Wording

SHOWN = {"yes": _l("Yes, it can be looked up"), "no": _l("No, nobody can look it up like this")}


class LookUpForm(PageForm):
    """A reference; the date stands in three boxes of its own."""

    reference = StringField(
        validators=[
            DataRequired(_l("Write the reference.")),
            Length(max=40, message=_l("A reference has 8 letters and numbers.")),
        ]
    )


class ShownForm(PageForm):
    """Whether it can be looked up."""

    shown = pick_field(SHOWN, validators=[CHOSEN])


def born() -> date | None:
    """The date as it was typed; None for what is no date."""
    try:
        year, month, day = (int(request.form.get(f"born-{part}", "")[:4]) for part in ("year", "month", "day"))
        return date(year, month, day)
    except ValueError:
        return None


@bp.route("/how-far", methods=["GET", "POST"])
def how_far() -> Shown:
    """Say the stage and nothing else. Whatever does not fit gets one and the same page."""
    form, back = LookUpForm(), url_for("returning.come_back")
    if request.method == "POST" and form.validate():
        try:
            stage = looking_up.stage_of(visit.context(), form.reference.data or "", born())
        except NotFound:
            form.reference.errors = [_("We find nothing for this reference and date. Look at both again, or ring us.")]
        else:
            title = locale.words(stage.title, Wording.STANDARD) if stage else _("It is closed.")
            return render_template("people/stage.html", stage=title, back_href=back)
    page = render_template("people/how_far.html", form=form, back_href=back, errors=form.errors_for())
    return refused(page, form)


@bp.route(f"{ONE}/stage-shown", methods=["GET", "POST"])
def stage_shown(reference: str) -> Shown:
    """Switch it on or off."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    form = ShownForm()
    if request.method == "POST" and form.validate():
        looking_up.show(context, opened, shown=form.shown.data == "yes")
        return redirect(url_for("people.who", reference=reference))
    page = render_template(
        "people/stage_shown.html",
        opened=opened,
        form=form,
        items=items(SHOWN),
        shown=form.shown.data or ("yes" if looking_up.is_shown(context, opened) else "no"),
        back_href=url_for("people.who", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)
