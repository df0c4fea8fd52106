"""One application: why one looks at it, what is in it, who has it, its log, closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _

from portal.access import Action, Role, State, Verdict, may
from portal.services import audit, casework, exchange, looking_again, pauses
from portal.services.sharing import access, care_links, proof
from portal.services.staff import cases, deciding, people
from portal.services.staff.cases import Because, Case, Purpose, PurposeWanted
from portal.web import visit
from portal.web.budget.asked_again import rows_of
from portal.web.forms import CHOSEN, PageForm, Shown, items, pick_field, refused
from portal.web.progress import advocacy, complaining, happenings
from portal.web.progress.stages import stage_rows
from portal.web.questions.speech import wording_of
from portal.web.sending.contents import copy_of, ways
from portal.web.staff.area import bp, page, stood_otherwise, worker
from portal.web.staff.words import purposes, reasons, role_name, said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from werkzeug.wrappers import Response

    from portal.services.audit import Entry
    from portal.services.opened import Opened
    from portal.services.staff.people import Worker

ONE = "/applications/<reference>"
WITH_THEM, DECIDING, WORKING, LOOKING = range(4)
GROUPS = {
    **dict.fromkeys((Action.DECIDE, Action.PROPOSE, Action.AGREE), DECIDING),
    **dict.fromkeys((Action.ASSIGN, Action.PAUSE, Action.PROCEED, Action.CLOSE, Action.REOPEN, Action.HOLD), WORKING),
    **dict.fromkeys((Action.SAFEGUARD, Action.AUDIT), LOOKING),
}
"""Where a way on is told, by the right it takes; what is not here is done with the person."""


@bp.errorhandler(PurposeWanted)
def say_why(_error: Exception) -> Response:
    """Before looking, one says why."""
    return redirect(url_for("staff.purpose", **(request.view_args or {})))


def case_for(reference: str, action: Action) -> Case:
    """The application, for the purpose that was named; looking at it is written down."""
    if request.method == "GET":
        return cases.look(visit.context(), worker(), reference, action)
    found = cases.fetch(visit.context(), worker(), reference, action)
    if found.purpose is None:
        raise PurposeWanted
    return found


def one_of(answers: Mapping[Any, str], name: str = "answer") -> PageForm:
    """A form with one question and these answers."""
    field = pick_field({each.value: words for each, words in answers.items()}, validators=[CHOSEN])
    form: PageForm = type("OneOfForm", (PageForm,), {name: field})()
    return form


@bp.route(f"{ONE}/purpose", methods=["GET", "POST"])
def purpose(reference: str) -> Shown:
    """Say why one looks. What was only sent is opened by it."""
    context, here = visit.context(), worker()
    case = cases.fetch(context, here, reference, Action.READ)
    if case.opened.state is State.SENT and not case.allows(Action.OPEN):
        cases.fetch(context, here, reference, Action.OPEN)
    form = one_of(purposes())
    if request.method == "POST" and form.validate():
        cases.name_purpose(context, here, reference, Purpose(request.form["answer"]))
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "purpose.html",
        reference=reference,
        form=form,
        items=items(purposes()),
        first=case.opened.state is State.SENT,
        back_href=url_for("staff.work"),
        errors=form.errors_for("answer"),
    )
    return refused(shown, form)


@bp.get(ONE)
def case(reference: str) -> Shown:
    """Everything about an application that this worker may read."""
    context = visit.context()
    found = case_for(reference, Action.READ)
    opened = found.opened
    copy = copy_of(opened)
    timeline = casework.timeline(context, opened)
    on_hold = pauses.current(context, opened)
    names = {each.party: each.name for each in people.everyone(context)}
    teams = {each.id: each.name for each in context.content.council.staff.teams}
    return page(
        "case.html",
        case=found,
        paper=opened.contents.about.paper,
        keyed_by=names.get(opened.contents.about.paper.keyed_by, "") if opened.contents.about.paper else "",
        **copy,
        givers={
            key: {"who": said_by(role), "when": when} for key, (role, when) in cases.givers(context, found).items()
        },
        stages=stage_rows(timeline, wording_of(opened), opened, context.today),
        pause=on_hold,
        happened=happenings.rows(timeline, opened),
        ways_to_reach=ways(opened.wishes),
        unproved=unproved(opened),
        officer=names.get(found.officer or "", ""),
        team=teams.get(found.team or "", ""),
        messages=exchange.messages(context, opened),
        who=role_name,
        decisions=deciding.decisions(context, opened),
        asked_again=rows_of(opened, looking_again.asked_again(context, opened)),
        answer_at=answering_at(reference) if found.allows(Action.PROPOSE) else None,
        advocacy=advocacy.standing(opened),
        complaints=complaining.rows(opened),
        complaint_at=complaint_at(reference) if found.allows(Action.RESPOND) else None,
        complaints_team=context.content.council.complaints,
        breaks=care_links.beside(context, worker(), found),
        because=reasons()[found.closed_because] if found.closed_because else "",
        ways=[
            (GROUPS.get(action, WITH_THEM), words, url_for(f"staff.{endpoint}", reference=reference))
            for action, words, endpoint in ways_on(paused=on_hold is not None, excepted=stands_excepted(copy))
            if found.allows(action)
            and (action is not Action.BRING_IN or opened.contents.about.paper is not None)
            and not (action is Action.REOPEN and found.closed_because is not Because.WITHDRAWN)
        ],
        groups=group_titles(),
        back_href=url_for("staff.work"),
    )


def answering_at(reference: str) -> Callable[[str], str]:
    """Where a request to look again is answered."""
    return lambda asked: url_for("staff.look_again", reference=reference, asked=asked)


def complaint_at(reference: str) -> Callable[[str], str]:
    """Where a complaint is answered."""
    return lambda asked: url_for("staff.complaint", reference=reference, asked=asked)


def group_titles() -> dict[int, str]:
    """What the ways on are told under."""
    return {
        WITH_THEM: _("With the person"),
        DECIDING: _("Decide"),
        WORKING: _("The work on it"),
        LOOKING: _("What few may see"),
    }


def stands_excepted(copy: Mapping[str, Any]) -> bool:
    """Whether an exception stands, that can be changed or taken back."""
    return copy["exception"] is not None and copy["exception"].lifted is not None


def ways_on(*, paused: bool = False, excepted: bool = False) -> list[tuple[Action, str, str]]:
    """What can be done with an application, each with the right it takes and where it is done."""
    return [
        (Action.ASSIGN, _("Say who has it"), "assign"),
        (Action.ASSIGN, _("Read what was added after sending"), "added"),
        (Action.ASK, _("Ask for more, or write"), "ask"),
        (Action.READ, _("Who acts for them, and what they showed"), "who_acts"),
        (Action.BRING_IN, _("A letter with a code for the person"), "letter_with_code"),
        (Action.PAUSE, _("Take it up again") if paused else _("Put it on hold"), "pause"),
        (Action.REFER, _("An advocate for the person"), "advocate"),
        (Action.DECIDE, _("Record the decision about eligibility"), "needs"),
        (Action.PROPOSE, _("Propose the final budget"), "propose"),
        (
            Action.PROPOSE,
            _("Change the exception, or take it back") if excepted else _("Make an exception to the cost in place"),
            "exception",
        ),
        (Action.PROPOSE, _("Record what those who help say"), "helps"),
        (Action.PROCEED, _("Say how far it has come"), "proceed"),
        (Action.PROPOSE, _("Can it be a direct payment?"), "direct_payment"),
        (Action.AGREE, _("Agree the budget, or send it back"), "agree"),
        (Action.SAFEGUARD, _("Read what is private to the person"), "private"),
        (Action.AUDIT, _("See who did and saw what"), "log"),
        (Action.CLOSE, _("Is another one about the same person?"), "same_person"),
        (Action.CLOSE, _("Close it"), "close"),
        (Action.REOPEN, _("Go on with it"), "reopen"),
        (Action.HOLD, _("Keep it for the law"), "hold"),
    ]


@bp.route(f"{ONE}/assign", methods=["GET", "POST"])
def assign(reference: str) -> Shown:
    """Take it on, give it to a colleague or a team, or put it back."""
    context, here = visit.context(), worker()
    found = case_for(reference, Action.ASSIGN)
    workers = {each.party: each.name for each in people.everyone(context) if may_have(each, found)}
    officers = {here.party: _("Me"), **{p: n for p, n in workers.items() if p != here.party}, "nobody": _("Nobody")}
    teams = {**{each.id: each.name for each in context.content.council.staff.teams}, "none": _("No team")}
    fields = {
        "officer": pick_field(officers, validators=[CHOSEN]),
        "team": pick_field(teams, validators=[CHOSEN]),
    }
    form, stands = type("AssignForm", (PageForm,), fields)(), f"{found.officer or 'nobody'} {found.team or 'none'}"
    good = request.method == "POST" and form.validate()
    officer, team = form.officer.data, form.team.data
    if good and stood_otherwise(stands) and f"{officer} {team}" != stands:
        has_it = officers.get(found.officer or "nobody", "")
        form.complain(_("This was changed since you opened the page. With: %(name)s. Choose again.", name=has_it))
    elif good:
        cases.assign(context, found, None if officer == "nobody" else officer, None if team == "none" else team)
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "assign.html",
        reference=reference,
        form=form,
        stands=stands,
        officers=items(officers),
        teams=items(teams),
        officer=form.officer.data or found.officer or here.party,
        team=form.team.data or found.team or here.team or "none",
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def may_have(somebody: Worker, found: Case) -> bool:
    """Whether somebody can work on it: what an auditor had, nobody would have. Whoever has it now is among them."""
    takes = (may(role, Action.ASSIGN, found.opened.state) is Verdict.ALLOWED for role in somebody.roles)
    return somebody.party == found.officer or (somebody.ended is None and any(takes))


@bp.route(f"{ONE}/close", methods=["GET", "POST"])
def close(reference: str) -> Shown:
    """Close it, with the reason; afterwards nobody gets a reminder."""
    found = case_for(reference, Action.CLOSE)
    form = one_of(reasons())
    if request.method == "POST" and form.validate():
        cases.close(visit.context(), found, Because(request.form["answer"]))
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "close.html",
        reference=reference,
        form=form,
        items=items(reasons()),
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for("answer"),
    )
    return refused(shown, form)


@bp.route(f"{ONE}/reopen", methods=["GET", "POST"])
def reopen(reference: str) -> Shown:
    """Go on with what was withdrawn, because they want to after all."""
    found = case_for(reference, Action.REOPEN)
    if found.closed_because is not Because.WITHDRAWN:
        return redirect(url_for("staff.case", reference=reference))
    form = PageForm()
    if request.method == "POST" and form.validate():
        cases.reopen(visit.context(), found)
        return redirect(url_for("staff.case", reference=reference))
    back = url_for("staff.case", reference=reference)
    shown = page("reopen.html", reference=reference, back_href=back, errors=form.errors_for())
    return refused(shown, form)


@bp.get(f"{ONE}/log")
def log(reference: str) -> Shown:
    """Who did and saw what; no answer is in it."""
    context = visit.context()
    found = cases.fetch(context, worker(), reference, Action.AUDIT)
    names = {each.party: each.name for each in people.everyone(context)}
    entries = audit.entries(context, reference, found.opened)
    return page(
        "log.html",
        reference=reference,
        entries=[{"entry": each, "who": who_did(each, names)} for each in entries],
        back_href=url_for("staff.work"),
    )


def who_did(entry: Entry, names: Mapping[str, str]) -> str:
    """Who did it; of what came on paper, for whom, too."""
    role = said_by(entry.role) if entry.role else ""
    name = names.get(entry.party or "") or role
    return _("%(name)s, for %(person)s", name=name, person=role) if entry.role is Role.KEYING else name


def unproved(opened: Opened) -> bool:
    """Whether somebody acts on a paper that the council has not seen."""
    context = visit.context()
    everyone = (*access.everyone(context, opened), access.signer(context, opened))
    acting = (each for each in everyone if each is not None and each.lasts)
    return any(proof.wants_paper(each.role, each.ground) and not proof.was_seen(each.notes) for each in acting)
