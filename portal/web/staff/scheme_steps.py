"""What becomes of a version: a draft from it, sent, approved or refused by another, withdrawn, gone back to, tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.allocation.calculate import calculate
from portal.allocation.editing import with_first_day
from portal.allocation.facts import not_offered, read_facts
from portal.allocation.model import Budget
from portal.allocation.nothing import causes_in
from portal.files import ContentError, parse_yaml
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import schemes
from portal.services.staff.schemes import SchemeState
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, DrawnForm, PageForm, Shown, items, pick_field, refused
from portal.web.schemes.examples import counts, figures, looks_first, shown_line
from portal.web.schemes.examples import refused as refused_words
from portal.web.staff.area import bp, page, worker
from portal.web.staff.scheme_changes import day_in, is_day
from portal.web.staff.schemes import (
    ONE,
    adjuster,
    back_to,
    is_own,
    names_of,
    obstacle_words,
    own_draft,
    version_here,
)

if TYPE_CHECKING:
    from datetime import date

DECISIONS = {"yes": _l("Approve it"), "no": _l("Refuse it")}
REASON = [DataRequired(_l("Write the reason.")), WORDS_LENGTH]


class ReasonForm(PageForm):
    """Why."""

    reason = TextAreaField(validators=REASON)


class DayForm(DrawnForm):
    """From when."""

    starts = StringField(validators=[is_day])


class BackForm(DrawnForm, ReasonForm):
    """From when, and why."""

    starts = StringField(validators=[is_day])


class DecisionForm(ReasonForm):
    """Yes or no, and why."""

    answer = pick_field(DECISIONS, validators=[CHOSEN])


class TryForm(PageForm):
    """Somebody's answers, as lines of words."""

    answers = TextAreaField(validators=[DataRequired(_l("Write at least one answer.")), Length(max=20_000)])
    day = StringField(validators=[is_day])


def asked(template: str, version: schemes.Version, form: PageForm, **more: Any) -> Any:
    """A page with one form about a version."""
    back = url_for("staff.scheme_version", version_id=version.id)
    shown = page(template, version=version, form=form, back_href=back, errors=form.errors_for(), **more)
    return (shown, 422) if form.form_errors else refused(shown, form)


def obstacles_from(version: schemes.Version, starts: date) -> frozenset[schemes.Obstacle]:
    """What would stand between a version and being used again, unchanged, from another day."""
    words = with_first_day(version.document, starts)
    return schemes.obstacles(visit.context(), replace(version, document=words, starts=starts, fingerprint=""))


def complain_of(form: PageForm, stands: frozenset[schemes.Obstacle], box: str) -> None:
    """Say beside a box what stands in the way."""
    for each in obstacle_words(stands):
        form.complain(each, box)


def was_done(state: SchemeState, now: SchemeState, by: str | None, why: str | None, form: ReasonForm) -> bool:
    """Whether whoever is here has done this already, with the same words: the button was pressed twice."""
    said = (why or "").splitlines() == (form.reason.data or "").strip().splitlines()
    return request.method == "POST" and now is state and by == worker().party and said


@bp.route(f"{ONE}/draft", methods=["GET", "POST"])
def scheme_draft(version_id: str) -> Shown:
    """Make a draft from a version."""
    version, form = version_here(version_id), DayForm()
    adjuster()
    if request.method == "POST" and form.validate():
        try:
            day, drawn = day_in(form.starts), form.drawn.data or ""
            return back_to(schemes.draft(visit.context(), worker(), version, day, drawn=drawn))
        except ContentError:
            form.complain(_("This version cannot be read. Save it as a file, mend it, and bring it in."))
    tomorrow = visit.context().today + timedelta(days=1)
    return asked("allocation/draft.html", version, form, tomorrow=tomorrow, going_back=False)


@bp.route(f"{ONE}/go-back", methods=["GET", "POST"])
def scheme_go_back(version_id: str) -> Shown:
    """Let a published version hold again from a day; somebody else approves it."""
    version, form = version_here(version_id), BackForm()
    adjuster()
    if not version.is_published:
        raise NotAllowed
    if request.method == "POST" and form.validate():
        day = day_in(form.starts)
        if day <= visit.context().today:
            form.complain(_("Choose a day after today."), "starts")
        elif stands := obstacles_from(version, day):
            complain_of(form, stands, "starts")
        else:
            reason, drawn = form.reason.data or "", form.drawn.data or ""
            return back_to(schemes.go_back(visit.context(), worker(), version, day, reason, drawn=drawn))
    tomorrow = visit.context().today + timedelta(days=1)
    return asked("allocation/draft.html", version, form, tomorrow=tomorrow, going_back=True)


@bp.route(f"{ONE}/send", methods=["GET", "POST"])
def scheme_send(version_id: str) -> Shown:
    """Send a draft for approval, with its reason."""
    version, form = version_here(version_id), ReasonForm()
    if was_done(SchemeState.SENT, version.state, version.made_by, version.reason, form):
        return back_to(version)
    version = own_draft(version_id)
    if schemes.obstacles(visit.context(), version):
        raise NotPossible("it cannot be used as it is")
    if request.method == "POST" and form.validate():
        schemes.send(visit.context(), worker(), version, form.reason.data or "")
        return back_to(version)
    return asked("allocation/reason.html", version, form, which="send")


@bp.route(f"{ONE}/withdraw", methods=["GET", "POST"])
def scheme_withdraw(version_id: str) -> Shown:
    """Withdraw a draft, what waits, or what is approved and still to come."""
    version, form = version_here(version_id), ReasonForm()
    adjuster()
    if was_done(SchemeState.WITHDRAWN, version.state, version.withdrawn_by, version.withdrawal, form):
        return back_to(version)
    open_still = version.state in {SchemeState.DRAFT, SchemeState.SENT}
    if (open_still and not is_own(version)) or not (open_still or version.is_published):
        raise NotAllowed
    if request.method == "POST" and form.validate():
        schemes.withdraw(visit.context(), worker(), version, form.reason.data or "")
        return back_to(version)
    return asked("allocation/reason.html", version, form, which="withdraw")


@bp.route(f"{ONE}/decide", methods=["GET", "POST"])
def scheme_decide(version_id: str) -> Shown:
    """Approve or refuse what somebody else drafted."""
    version, form = version_here(version_id), DecisionForm()
    adjuster()
    yes = form.answer.data == "yes"
    decided = SchemeState.APPROVED if yes else SchemeState.REFUSED
    if was_done(decided, version.state, version.decided_by, version.decision, form):
        return back_to(version)
    if is_own(version) or version.state is not SchemeState.SENT:
        raise NotAllowed
    if request.method == "POST" and form.validate():
        stands = schemes.obstacles(visit.context(), version) if yes else frozenset()
        if not stands:
            (schemes.approve if yes else schemes.refuse)(visit.context(), worker(), version, form.reason.data or "")
            return back_to(version)
        complain_of(form, stands, "answer")
    return asked("allocation/decide.html", version, form, items=items(DECISIONS))


@bp.route(f"{ONE}/try", methods=["GET", "POST"])
def scheme_try(version_id: str) -> Shown:
    """Work out one budget with a version, line by line. Nothing of it is kept."""
    version, form = version_here(version_id), TryForm()
    scheme = schemes.checked(visit.context(), version).scheme
    if scheme is None:
        return back_to(version)
    found: dict[str, Any] | None = None
    if request.method == "POST" and form.validate():
        inputs = {one.id: one for one in scheme.inputs}
        try:
            facts, complaints = read_facts(parse_yaml(form.answers.data or "", "answers"), inputs, "")
        except ContentError as error:
            facts, complaints = {}, list(error.complaints)
        wrong = [f"{each.what} {each.cure}" for each in complaints]
        wrong += [f"{name}: {cure}" for name, cure in not_offered(facts, inputs).items()]
        for each in wrong:
            form.complain(each, "answers")
        if not wrong:
            names, result = names_of(scheme, version.scheme), calculate(scheme, facts, day_in(form.day))
            nothing = causes_in(result.lines)
            found = {
                "lines": [shown_line(line, names, nothing) for line in result.lines if line.applies and counts(line)],
                "figures": list(figures(result, names)) if isinstance(result, Budget) else [],
                "reason": looks_first(result) if isinstance(result, Budget) else refused_words(result, names),
            }
    first = "\n".join(f"{one.id}: {(*one.options, 'unanswered')[0]}" for one in scheme.inputs if one.group is None)
    day = max(scheme.starts, visit.context().today).isoformat()
    return asked("allocation/try.html", version, form, found=found, first=first, day=day, inputs=scheme.inputs)
