"""The start pages, in order; nothing is kept until somebody says whose support it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.access import Action, Role
from portal.services import accounts, answering, applications
from portal.services.opened import Beginning, Ground, Purpose, Wishes
from portal.web import locale, visit
from portal.web.forms import Shown, refused
from portal.web.start import forms

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from portal.services.opened import Opened

bp = Blueprint("start", __name__)

QUESTIONNAIRE = "adult"


@bp.get("/")
def home() -> str:
    """What this service does, and the doors into it."""
    council = visit.wiring().content.council
    return render_template(
        "start/home.html", council=council, questionnaire=visit.wiring().content.questionnaires[QUESTIONNAIRE]
    )


def pick(
    form: forms.PickForm, heading: str, back: str, *, hint: str = "", note: str = "", exits: bool = False
) -> Shown:
    """Show one short question."""
    page = render_template(
        "start/pick.html",
        form=form,
        heading=heading,
        hint=hint,
        note=note,
        exits=exits,
        back_href=back,
        errors=form.errors_for("answer"),
    )
    return refused(page, form)


@bp.route("/start/danger", methods=["GET", "POST"])
def danger() -> Shown:
    """First of all: whether somebody is in danger, or help is needed today."""
    form = forms.DangerForm()
    rough = "rough" if request.args.get("only") == "rough" else None
    if request.method == "POST" and form.validate():
        return redirect(url_for("start.urgent") if form.answer.data == "yes" else url_for("start.council", only=rough))
    return pick(
        form,
        _("Are you in danger, or do you need help today?"),
        url_for("start.home"),
        hint=_("If you are not sure, choose yes. We will show you who to ring."),
        exits=True,
    )


@bp.get("/start/urgent")
def urgent() -> str:
    """Numbers, no form."""
    return render_template(
        "start/urgent.html", council=visit.wiring().content.council, back_href=url_for("start.danger")
    )


@bp.route("/start/council", methods=["GET", "POST"])
def council() -> Shown:
    """Whether this is the right council."""
    form = forms.CouncilForm()
    settings = visit.wiring().content.council
    rough = "rough" if request.args.get("only") == "rough" else None
    if request.method == "POST" and form.validate():
        return redirect(url_for("start.elsewhere") if form.answer.data == "no" else url_for("start.age", only=rough))
    hint = _("We help people who live in %(area)s.", area=locale.said(settings.area.name))
    return pick(
        form, _("Does the person who needs support live in our area?"), url_for("start.danger", only=rough), hint=hint
    )


@bp.get("/start/another-council")
def elsewhere() -> str:
    """Kindly on to the right council."""
    return render_template(
        "start/elsewhere.html", council=visit.wiring().content.council, back_href=url_for("start.council")
    )


@bp.route("/start/age", methods=["GET", "POST"])
def age() -> Shown:
    """Whether the person is 18 or over."""
    form = forms.AgeForm()
    rough = request.args.get("only") == "rough"
    if request.method == "POST" and form.validate():
        if form.answer.data == "no":
            return redirect(url_for("start.under_age"))
        return begin(Beginning(purpose=Purpose.ROUGH)) if rough else redirect(url_for("start.who"))
    back = url_for("start.council", only="rough" if rough else None)
    return pick(form, _("Is the person who needs support 18 or over?"), back)


@bp.get("/start/under-18")
def under_age() -> str:
    """Kindly on to the team for children and families."""
    return render_template(
        "start/under_age.html", council=visit.wiring().content.council, back_href=url_for("start.age")
    )


@bp.route("/start/who", methods=["GET", "POST"])
def who() -> Shown:
    """Whose support it is."""
    form = forms.WhoForm()
    if request.method == "POST" and form.validate():
        chosen = form.answer.data
        if chosen == "someone":
            return redirect(url_for("start.someone"))
        if chosen == "carer":
            return redirect(url_for("start.carer"))
        return begin(Beginning())
    return pick(form, _("Who is this support for?"), url_for("start.age"))


@bp.get("/start/carer")
def carer() -> str:
    """What a carer can do now."""
    return render_template("start/carer.html", council=visit.wiring().content.council, back_href=url_for("start.who"))


@bp.route("/start/someone", methods=["GET", "POST"])
def someone() -> Shown:
    """Whom somebody answers for, and on what ground."""
    form = forms.SomeoneForm()
    if request.method == "POST" and form.validate():
        ground = Ground(form.ground.data)
        role = {Ground.ATTORNEY: Role.ATTORNEY, Ground.DEPUTY: Role.DEPUTY}.get(ground, Role.HELPER)
        return begin(Beginning(role=role, ground=ground, person_name=(form.person.data or "").strip()))
    page = render_template("start/someone.html", form=form, back_href=url_for("start.who"), errors=form.errors_for())
    return refused(page, form)


def begin(beginning: Beginning) -> Response:
    """Begin, and go to the first page of the application."""
    context = visit.context()
    applications.count_beginning(context)
    visit.carry(accounts.begin_session(context))
    opened = applications.begin(context, QUESTIONNAIRE, beginning)
    following = "questions.tasks" if beginning.purpose is Purpose.ROUGH else "start.wishes"
    return redirect(url_for(following, reference=opened.reference))


@bp.route("/applications/<reference>/reaching-you", methods=["GET", "POST"])
def wishes(reference: str) -> Shown:
    """Whether it is safe to write, ring, e-mail, and how."""
    context = visit.context()
    opened = applications.open(context, reference, Action.REACH)
    make = forms.HelpersWishesForm if opened.is_helper else forms.WishesForm
    form = make(data=as_boxes(opened))
    if request.method == "POST" and form.validate():
        wanted = Wishes(
            write=form.write.data, ring=form.ring.data, email=form.email.data, how=(form.how.data or "").strip()
        )
        opened = answering.set_wishes(context, opened, wanted)
        if isinstance(form, forms.HelpersWishesForm):
            answering.set_helper(context, opened, form.helper())
        return redirect(url_for("questions.tasks", reference=reference))
    page = render_template(
        "start/wishes.html",
        form=form,
        opened=opened,
        back_href=url_for("questions.tasks", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def as_boxes(opened: Opened) -> dict[str, object]:
    """What was said before, back in its boxes; nothing is ticked before anything was said."""
    said, helper = opened.wishes, opened.helper
    return {
        "write": bool(said.write),
        "ring": bool(said.ring),
        "email": bool(said.email),
        "how": said.how,
        **{f"helper_{name}": value for name, value in vars(helper).items()},
    }
