"""The pages for decisions: about eligibility, the final budget, and whether it is agreed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from portal.access import Action, Role
from portal.eligibility.suggesting import Result, suggest
from portal.services import budgets
from portal.services.refusals import NotFound, NotPossible
from portal.services.staff import deciding
from portal.services.staff.deciding import Needs, OutcomeDecided, Sum
from portal.web import locale, visit
from portal.web.budget import rows
from portal.web.budget.own_words import own_words
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, page, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.wrappers import Response

    from portal.eligibility.suggesting import Suggestion
    from portal.services.staff.cases import Case

YES_NO = {"yes": _l("Yes"), "no": _l("No")}
AGREED = {"yes": _l("It is agreed"), "no": _l("It goes back")}
HELPED = {"unable": _l("Unable"), "able": _l("Able")}
WHY = DataRequired(_l("Write the reason. The person reads it."))
MOST = Decimal(1_000_000)


def suggested() -> dict[Result, str]:
    """What the answers suggest, in words."""
    return {
        Result.MET: _("The answers suggest: unable."),
        Result.NOT_MET: _("The answers suggest: able."),
        Result.NOT_DECIDED: _("The answers leave it open."),
    }


def decided_already(found: Case, kind: str) -> Response:
    """Where a form leads that was drawn before a decision: on, for whoever made that. Raises NotPossible for others.

    Whoever pressed twice has nothing to read; whoever was overtaken must know it, and gets their words back.
    """
    if not deciding.is_own(visit.context(), found.opened, kind):
        raise NotPossible("a colleague was quicker")
    return redirect(url_for("staff.case", reference=found.opened.reference))


def outcomes_of(suggestion: Suggestion) -> list[dict[str, str]]:
    """The outcomes as the page shows them, each with what the answers suggest."""
    hints = suggested()
    return [
        {
            "id": each.outcome.id,
            "title": locale.words(each.outcome.title, Wording.FOR_HELPER),
            "hint": hints[each.result],
        }
        for each in suggestion.each
    ]


@bp.route(f"{ONE}/eligibility", methods=["GET", "POST"])
def needs(reference: str) -> Shown:
    """The three parts of the test, with a reason for each outcome."""
    context = visit.context()
    found = case_for(reference, Action.DECIDE)
    stands = found.decided.isoformat() if found.decided else "open"
    if stood_otherwise(stands):
        return decided_already(found, "needs")
    test = visit.wiring().content.eligibility.get(found.opened.questionnaire.id)
    if test is None:
        raise NotFound
    asked = ("impairment", *(("health",) if test.health else ()), "impact")
    fields: dict[str, Any] = {name: pick_field(YES_NO, validators=[CHOSEN]) for name in asked}
    for each in test.outcomes.each:
        title = locale.words(each.title, Wording.FOR_HELPER)
        fields[f"unable-{each.id}"] = pick_field(HELPED, validators=[CHOSEN], description=title)
        fields[f"reason-{each.id}"] = TextAreaField(validators=[WHY, WORDS_LENGTH], description=title)
    fields["reason"] = TextAreaField(validators=[WHY, WORDS_LENGTH])
    form = type("NeedsForm", (PageForm,), fields)()
    if request.method == "POST" and form.validate():
        outcomes = {
            each.id: OutcomeDecided(form[f"unable-{each.id}"].data == "unable", form[f"reason-{each.id}"].data)
            for each in test.outcomes.each
        }
        parts = {name: form[name].data == "yes" for name in asked}
        decided = Needs(**parts, outcomes=outcomes, needed=test.outcomes.needed, reason=form.reason.data)
        try:
            deciding.record_needs(context, found, decided)
        except NotPossible:
            return decided_already(found, "needs")
        return redirect(url_for("staff.case", reference=reference))
    suggestion = suggest(test, found.opened.journey.facts)
    shown = page(
        "needs.html",
        reference=reference,
        form=form,
        stands=stands,
        parts={
            "impairment": locale.words(test.cause.title, Wording.FOR_HELPER),
            "impact": locale.words(test.impact.title, Wording.FOR_HELPER),
            "health": locale.words(test.health.title, Wording.FOR_HELPER) if test.health else "",
        },
        health=suggested()[suggestion.health] if suggestion.health else "",
        yes_no=items(YES_NO),
        helped=items(HELPED),
        outcomes=outcomes_of(suggestion),
        needed=test.outcomes.needed,
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def pounds(typed: str) -> Decimal:
    """An amount as somebody types it: £1,234.50, or 1234.5. Raises ValueError for anything else."""
    try:
        amount = Decimal(typed.replace("£", "").replace(",", "").strip())
    except InvalidOperation as error:
        raise ValueError(typed) from error
    if not amount.is_finite() or amount != round(amount, 2) or not 0 <= amount <= MOST:
        raise ValueError(typed)
    return amount.quantize(Decimal("0.01"))


def is_amount(_form: PageForm, field: StringField) -> None:
    """Refuse what is no amount of money."""
    try:
        pounds(field.data or "")
    except ValueError:
        raise ValidationError(_("Write an amount in pounds and pence, such as 123.45.")) from None


def indicative(case: Case) -> list[dict[str, Any]]:
    """The council's sums of the indicative budget; where there is none, the one that leads, without a figure.

    That somebody gets no individual budget is no figure of nought.
    """
    found = budgets.result(visit.context(), case.opened)
    budget = found.budget
    if budget is None:
        return [without_figure(case, found.day)]
    return [
        {
            "id": each.id,
            "title": locale.words(each.title, Wording.FOR_HELPER),
            "unit": rows.unit_words(line.figure, line.unit),
            "figure": None if budget.gives_none(line.id) else line.figure.quantize(Decimal("0.01")),
            "headline": each.headline,
        }
        for each in budget.results
        if (line := budget.line(each.line)).unit.is_money
        and (each.headline or line.figure > 0)
        and each.paid_by is None
    ]


def without_figure(case: Case, day: date) -> dict[str, Any]:
    """The sum that leads the page of this scheme, with no figure; a sum a week where there is no scheme."""
    scheme = budgets.scheme_on(visit.context(), case.opened.questionnaire.id, day)
    leads = next((each for each in scheme.results if each.headline), None) if scheme else None
    none = {"id": "weekly", "title": _("Budget a week"), "unit": _("a week"), "figure": None, "headline": True}
    if scheme is None or leads is None or not (unit := scheme.line(leads.line).unit).is_money:
        return none
    title = locale.words(leads.title, Wording.FOR_HELPER)
    return none | {"id": leads.id, "title": title, "unit": rows.unit_words(Decimal(0), unit)}


@bp.route(f"{ONE}/final-budget", methods=["GET", "POST"])
def propose(reference: str) -> Shown:
    """Propose the final budget; whatever differs from the indicative one wants its reason."""
    found = case_for(reference, Action.PROPOSE)
    stands = " ".join(day.isoformat() if day else "open" for day in (found.proposed, found.agreed))
    if stood_otherwise(stands):
        return decided_already(found, "proposal")
    sums = indicative(found)
    fields: dict[str, Any] = {}
    for each in sums:
        fields[f"amount-{each['id']}"] = StringField(validators=[DataRequired(_l("Write an amount.")), is_amount])
        fields[f"reason-{each['id']}"] = TextAreaField(validators=[WORDS_LENGTH])
    form = type("ProposalForm", (PageForm,), fields)()
    if request.method == "POST" and form.validate() and reasons_are_there(form, sums):
        proposed = tuple(
            Sum(
                title=each["title"],
                unit=each["unit"],
                indicative=each["figure"],
                amount=pounds(form[f"amount-{each['id']}"].data),
                reason=form[f"reason-{each['id']}"].data or "",
                headline=each["headline"],
            )
            for each in sums
        )
        try:
            deciding.propose(visit.context(), found, proposed)
        except NotPossible:
            return decided_already(found, "proposal")
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "propose.html",
        reference=reference,
        form=form,
        stands=stands,
        sums=sums,
        own=own_words(found.opened),
        typed=request.method == "POST",
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def reasons_are_there(form: PageForm, sums: list[dict[str, Any]]) -> bool:
    """Whether every difference has its reason; a missing one is said beside its box."""
    for each in sums:
        differs = pounds(form[f"amount-{each['id']}"].data) != each["figure"]
        field = form[f"reason-{each['id']}"]
        if differs and not (field.data or "").strip():
            field.errors = [*field.errors, _("Write why this differs from the indicative figure. The person reads it.")]
    return not form.errors


class AgreeForm(PageForm):
    """Agreed or not, and why."""

    answer = pick_field(AGREED, validators=[CHOSEN])
    reason = TextAreaField(validators=[WHY, WORDS_LENGTH])


@bp.route(f"{ONE}/agree", methods=["GET", "POST"])
def agree(reference: str) -> Shown:
    """Agree what was proposed, or send it back; for what went there, the panel's page."""
    context = visit.context()
    found = case_for(reference, Action.AGREE)
    stands = found.proposed.isoformat() if found.proposed and not found.agreed else "nothing"
    if stood_otherwise(stands):
        return decided_already(found, "agreement")
    form, made = AgreeForm(), deciding.decisions(context, found.opened)
    if request.method == "POST" and form.validate():
        try:
            deciding.agree(context, found, agreed=form.answer.data == "yes", reason=form.reason.data or "")
        except NotPossible:
            return decided_already(found, "agreement")
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "agree.html",
        reference=reference,
        form=form,
        stands=stands,
        items=items(AGREED),
        opened=found.opened,
        decisions=made,
        proposed=found.proposed is not None and found.agreed is None,
        own=deciding.is_own_proposal(found, made),
        panel=found.panel is not None,
        on_panel=Role.PANEL_MEMBER in found.roles,
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
