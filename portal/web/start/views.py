"""The start pages, in order; nothing is kept until somebody says whose support it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.access import Action, Role
from portal.services import accounts, answering, applications
from portal.services.opened import Beginning, Ground, Purpose, Wishes
from portal.services.placing import to_be_placed
from portal.web import locale, visit
from portal.web.forms import Shown, refused
from portal.web.start import forms

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from portal.services.opened import Opened

bp = Blueprint("start", __name__)

SUPPORT, LOOKING_AFTER = "adult", "carer"
"""The two questionnaires that one can begin: for whoever needs support, and for whoever looks after somebody."""
QUESTIONNAIRES = {"support": SUPPORT, "carer": LOOKING_AFTER}


@bp.get("/")
def home() -> str:
    """What this service does, and the doors into it."""
    return render_template(
        "start/home.html", council=visit.wiring().content.council, support=SUPPORT, looking_after=LOOKING_AFTER
    )


def pick(form: forms.PickForm, heading: str, back: str, *, hint: str = "", exits: bool = False, concept: str) -> Shown:
    """Show one short question."""
    page = render_template(
        "start/pick.html",
        form=form,
        heading=heading,
        hint=hint,
        concept=concept,
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
        concept="danger",
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
    hint = _("We help people who live in %(area)s.", area=locale.said(settings.area.name)) + " " + this_person()
    return pick(
        form,
        _("Does the person who needs support live in our area?"),
        url_for("start.danger", only=rough),
        hint=hint,
        concept="places",
    )


def this_person() -> str:
    """Whom the first questions are about: for somebody's own support as a carer, the law looks to the other person."""
    return _("If you look after someone and want support for yourself, answer for the person you look after.")


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
        return redirect(url_for("start.who", only="rough" if rough else None))
    back = url_for("start.council", only="rough" if rough else None)
    return pick(form, _("Is the person who needs support 18 or over?"), back, hint=this_person(), concept="calendar")


@bp.get("/start/under-18")
def under_age() -> str:
    """Kindly on to the team for children and families."""
    return render_template(
        "start/under_age.html", council=visit.wiring().content.council, back_href=url_for("start.age")
    )


@bp.route("/start/who", methods=["GET", "POST"])
def who() -> Shown:
    """Whose support it is."""
    rough = "rough" if request.args.get("only") == "rough" else None
    form = forms.RoughWhoForm() if rough else forms.WhoForm()
    if request.method == "POST" and form.validate():
        chosen = form.answer.data
        if chosen == "someone":
            return redirect(url_for("start.someone"))
        if chosen == "carer":
            return redirect(url_for("start.carer", only=rough))
        return begin(Beginning(purpose=Purpose.ROUGH if rough else Purpose.REAL))
    heading = _("Whose budget do you want a rough idea of?") if rough else _("Who is this support for?")
    return pick(form, heading, url_for("start.age", only=rough), concept="people")


@bp.route("/start/carer", methods=["GET", "POST"])
def carer() -> Shown:
    """Whoever looks after somebody has a right of their own; they must be 18 or over for these questions."""
    rough = "rough" if request.args.get("only") == "rough" else None
    form = forms.AgeForm()
    if request.method == "POST" and form.validate():
        if form.answer.data == "no":
            return redirect(url_for("start.under_age"))
        purpose = Purpose.ROUGH if rough else Purpose.REAL
        return begin(Beginning(purpose=purpose, role=Role.CARER), LOOKING_AFTER)
    page = render_template(
        "start/carer.html",
        form=form,
        council=visit.wiring().content.council,
        looking_after=LOOKING_AFTER,
        back_href=url_for("start.who", only=rough),
        errors=form.errors_for("answer"),
    )
    return refused(page, form)


@bp.route("/start/someone", methods=["GET", "POST"])
def someone() -> Shown:
    """Whom somebody answers for, and on what ground."""
    form = forms.SomeoneForm()
    if request.method == "POST" and form.validate():
        ground = Ground(form.ground.data)
        role = {Ground.ATTORNEY: Role.ATTORNEY_WELFARE, Ground.DEPUTY: Role.DEPUTY_WELFARE}.get(ground, Role.HELPER)
        beginning = Beginning(role=role, ground=ground, person_name=(form.person.data or "").strip())
        return begin(beginning, QUESTIONNAIRES[form.needs.data])
    page = render_template("start/someone.html", form=form, back_href=url_for("start.who"), errors=form.errors_for())
    return refused(page, form)


def begin(beginning: Beginning, questionnaire: str = SUPPORT) -> Response:
    """Begin, and go to the first page of the application."""
    context = visit.context()
    applications.count_beginning(context)
    visit.carry(accounts.begin_session(context))
    opened = applications.begin(context, questionnaire, beginning)
    following = "questions.tasks" if beginning.purpose is Purpose.ROUGH else "start.wishes"
    following = "start.cohort" if to_be_placed(context, opened) else following
    return redirect(url_for(following, reference=opened.reference))


@bp.route("/applications/<reference>/reaching-you", methods=["GET", "POST"])
def wishes(reference: str) -> Shown:
    """Whether it is safe to write, ring, e-mail, and how."""
    context = visit.context()
    opened = applications.open(context, reference, Action.REACH)
    make = forms.HelpersWishesForm if opened.is_helper else forms.WishesForm
    form = make(opened=opened, data=as_boxes(opened))
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
