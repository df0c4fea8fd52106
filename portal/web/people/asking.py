"""Asking to help somebody: everyone gets the same page and a code, whatever becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.access import Role
from portal.services.sharing import asking
from portal.web import visit
from portal.web.forms import CHOSEN, NAME_LENGTH, DrawnForm, Shown, items, pick_field, refused
from portal.web.people.area import bp

if TYPE_CHECKING:
    from portal.services.opened import Opened

WANTED = {
    Role.HELPER_FILLING.value: _l("Help to answer the questions"),
    Role.HELPER_READING.value: _l("Read the answers"),
    Role.HELPER_FOLLOWING.value: _l("See how far it has come"),
    Role.ADVOCATE_SPEAKING.value: _l("Speak for them as their independent advocate"),
    Role.ADVOCATE_FOLLOWING.value: _l("Follow it as their independent advocate"),
}


class AskingForm(DrawnForm):
    """Whose application somebody asks about, who they are, and a few words to the person."""

    reference = StringField(
        validators=[
            DataRequired(_l("Write the reference. The person can tell you.")),
            Length(max=40, message=_l("A reference has 8 letters and numbers.")),
        ]
    )
    name = StringField(validators=[DataRequired(_l("Write your name.")), NAME_LENGTH])
    words = TextAreaField(validators=[Length(max=500, message=_l("Use 500 characters or fewer."))])


class AskForm(AskingForm):
    """The same, and how they want to help."""

    asked_first = ("reference", "name", "wanted")
    wanted = pick_field(WANTED, validators=[CHOSEN])


@bp.route("/ask-to-help", methods=["GET", "POST"])
def ask_to_help() -> Shown:
    """Ask. The next page is the same whether or not there is such a reference."""
    form = AskForm()
    back = url_for("returning.come_back")
    if request.method == "POST" and form.validate():
        code = asking.ask(
            visit.context(),
            form.reference.data or "",
            form.name.data or "",
            form.words.data or "",
            Role(form.wanted.data),
            drawn=form.drawn.data or "",
        )
        return code_shown(code, back)
    page = render_template(
        "people/ask.html",
        form=form,
        items=items(WANTED),
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)


def code_shown(code: str, back: str, opened: Opened | None = None) -> str:
    """The page with the code of whoever asked; `opened` is the carer's own application, where it is about a break."""
    first_page = f"{visit.wiring().settings.address}{url_for('people.codes')}"
    return render_template(
        "people/asked.html", opened=opened, groups=code.split("-"), first_page=first_page, back_href=back
    )


def pressed_again(opened: Opened, asked: str) -> bool:
    """Whether a button answers a request just as it was answered already."""
    yes = request.form.get("do") != "refuse"
    return request.method == "POST" and asking.answered(visit.context(), opened, asked) is yes
