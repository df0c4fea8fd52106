"""Somebody to speak for the person: four gentle questions, then the offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from portal.access import Action
from portal.services import advocacy as service
from portal.services import applications
from portal.services.advocacy import ABILITIES, Ease, Said, Somebody
from portal.services.opened import OWN_ROLES
from portal.web import visit
from portal.web.forms import CHOSEN, PageForm, Shown, items, pick_field, refused
from portal.web.progress.area import bp
from portal.web.progress.complaining import ASKED as MAY_THEY
from portal.web.progress.complaining import MAY_SEE

if TYPE_CHECKING:
    from portal.services.opened import Opened

EASE = {
    Ease.ALONE.value: _l("Without help"),
    Ease.HELPED.value: _l("With some help"),
    Ease.HARD.value: _l("Very hard, even with help"),
    Ease.UNSURE.value: _l("I am not sure"),
}
THERE = {Somebody.YES.value: _l("Yes"), Somebody.NO.value: _l("No"), Somebody.UNSURE.value: _l("I am not sure")}
ASKED = {
    "understand": _l("Understanding what we tell you"),
    "remember": _l("Remembering it for long enough"),
    "weigh": _l("Using it to make up your mind"),
    "tell": _l("Telling us what you think and want"),
}
ASKED_OF_THEM = {
    "understand": _l("Understanding what we tell them"),
    "remember": _l("Remembering it for long enough"),
    "weigh": _l("Using it to make up their mind"),
    "tell": _l("Telling us what they think and want"),
}
IS_THERE = _l("Is there somebody who can help with that?")
WANTED = {"yes": _l("Yes, please find one"), "no": _l("Not now")}


def questions(*, of_them: bool) -> dict[str, Any]:
    """The fields of the four abilities, and whether somebody is there."""
    words = ASKED_OF_THEM if of_them else ASKED
    fields = {each: pick_field(EASE, validators=[CHOSEN], description=words[each]) for each in ABILITIES}
    return {**fields, "somebody": pick_field(THERE, validators=[CHOSEN], description=IS_THERE)}


def said_in(form: PageForm) -> Said:
    """What somebody said."""
    abilities = {each: Ease(form[each].data) for each in ABILITIES}
    return Said(abilities, Somebody(form["somebody"].data))


def asked_in(form: PageForm, *, of_them: bool) -> list[dict[str, Any]]:
    """The four questions as the page shows them."""
    words = ASKED_OF_THEM if of_them else ASKED
    return [{"name": each, "text": words[each], "field": form[each]} for each in ABILITIES]


@bp.route("/advocate", methods=["GET", "POST"])
def advocate(reference: str) -> Shown:
    """The questions; once the advocates were asked, where that stands."""
    context = visit.context()
    opened = applications.open(context, reference, Action.ADVOCATE)
    own, there = opened.role in OWN_ROLES, service.current(context, opened)
    if there is not None and there.referred is not None:
        return redirect(url_for("progress.timeline", reference=reference, _anchor="advocate"))
    fields = questions(of_them=opened.is_helper)
    fields |= {"shown": pick_field(MAY_SEE, validators=[CHOSEN], description=MAY_THEY["shown"])} if own else {}
    form = type("AbilitiesForm", (PageForm,), fields)(opened=opened)
    if request.method == "POST" and form.validate():
        service.say(context, opened, said_in(form), shown=not own or form.shown.data == "yes")
        return redirect(url_for("progress.advocate_offer", reference=reference))
    page = render_template(
        "progress/advocate.html",
        opened=opened,
        form=form,
        asked=asked_in(form, of_them=opened.is_helper),
        ease=items(EASE),
        there=items(THERE),
        may_see=items(MAY_SEE) if own else None,
        back_href=url_for("progress.timeline", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.route("/advocate/offer", methods=["GET", "POST"])
def advocate_offer(reference: str) -> Shown:
    """What that means, and whether we are to find somebody."""
    context = visit.context()
    opened = applications.open(context, reference, Action.ADVOCATE)
    there = service.current(context, opened)
    if there is None or there.said is None or there.referred is not None:
        return redirect(url_for("progress.advocate", reference=reference))
    form = type("OfferForm", (PageForm,), {"wants": pick_field(WANTED, validators=[CHOSEN])})()
    if request.method == "POST" and form.validate():
        service.want(context, opened, wants=form.wants.data == "yes")
        return redirect(url_for("progress.timeline", reference=reference, _anchor="advocate"))
    page = render_template(
        "progress/advocate_offer.html",
        opened=opened,
        form=form,
        due=there.due,
        wanted=items(WANTED),
        back_href=url_for("progress.advocate", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def standing(opened: Opened) -> service.Advocacy | None:
    """Where it stands, for whoever may know; nothing before the application was sent."""
    return service.current(visit.context(), opened) if opened.was_sent else None
