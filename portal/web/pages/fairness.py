"""A few optional questions about fairness, after sending: with no reference, and kept apart from every case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from portal.services import equality
from portal.web import visit
from portal.web.forms import PageForm, Shown, items, pick_field, refused
from portal.web.pages.views import bp

if TYPE_CHECKING:
    from flask_babel.speaklater import LazyString

QUESTIONS: dict[str, LazyString] = {
    "age": _l("How old are you?"),
    "sex": _l("What is your sex?"),
    "disabled": _l("Do you have an illness or disability that makes daily life harder?"),
    "ethnic-group": _l("What is your ethnic group?"),
    "main-language": _l("What is your main language?"),
}
ANSWERS: dict[str, dict[str, LazyString]] = {
    "age": {
        "18-24": _l("18 to 24"),
        "25-44": _l("25 to 44"),
        "45-64": _l("45 to 64"),
        "65-74": _l("65 to 74"),
        "75-84": _l("75 to 84"),
        "85-on": _l("85 or over"),
    },
    "sex": {"female": _l("Female"), "male": _l("Male")},
    "disabled": {"yes": _l("Yes"), "no": _l("No")},
    "ethnic-group": {
        "asian": _l("Asian or Asian British"),
        "black": _l("Black, Black British, Caribbean or African"),
        "mixed": _l("Mixed or multiple ethnic groups"),
        "white": _l("White"),
        "other": _l("Other ethnic group"),
    },
    "main-language": {"english": _l("English"), "other": _l("Another language")},
}


def form_of_all() -> Any:
    """All questions; each may be left out."""
    fields = {
        name: pick_field({answer: ANSWERS[name][answer] for answer in answers}, validators=[Optional()])
        for name, answers in equality.ASKED.items()
    }
    return type("FairnessForm", (PageForm,), fields)()


@bp.route("/fair-for-everyone", methods=["GET", "POST"])
def fairness() -> Shown:
    """Ask, keep what is said, and thank."""
    form = form_of_all()
    if request.method == "POST" and form.validate():
        said = {name: form[name].data for name in equality.ASKED if form[name].data}
        equality.keep(visit.context(), said)
        return redirect(url_for("pages.fairness", said="yes"))
    page = render_template(
        "pages/fairness.html",
        form=form,
        said=request.args.get("said") == "yes",
        questions=[{"id": name, "title": QUESTIONS[name], "items": items(ANSWERS[name])} for name in equality.ASKED],
        errors=form.errors_for(),
    )
    return refused(page, form)
