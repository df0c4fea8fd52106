"""The budget page, declining it, and asking to look again."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action, State
from portal.allocation.attribution import by_part
from portal.allocation.nothing import HAD_ALREADY, causes_in
from portal.services import applications, budgets
from portal.services.results import several
from portal.services.sharing import seen
from portal.web import locale, visit
from portal.web.budget import receipt, rows
from portal.web.budget.bp import bp
from portal.web.budget.in_words import pounds_in_words
from portal.web.budget.nothing import none_words
from portal.web.budget.own_words import own_words
from portal.web.budget.panel import panel_of
from portal.web.budget.points import points_page
from portal.web.budget.refusing import refusal_page
from portal.web.forms import WORDS_LENGTH, DrawnForm, PageForm, Shown, refused
from portal.web.questions.hints import hint_rows
from portal.web.questions.speech import wording_of
from portal.web.questions.tasks import allowed
from portal.web.reaching import unreached

if TYPE_CHECKING:
    from datetime import date

    from portal.allocation.model import Budget, Reading, Refusal, Withheld
    from portal.arrangements.loading import Arrangements
    from portal.services.opened import Opened
    from portal.words import Wording


@bp.get("/applications/<reference>/budget")
def budget(reference: str) -> Shown:
    """The indicative budget with every line, or why there is none."""
    context = visit.context()
    opened = applications.open(context, reference, Action.BUDGET)
    if not opened.journey.complete and opened.state in {State.DRAFT, State.ROUGH}:
        return redirect(url_for("questions.check", reference=reference, before="budget"))
    visit.note_reading(opened, seen.BUDGET)
    result = budgets.result(context, opened)
    common = {
        "opened": opened,
        "back_href": url_for("questions.tasks", reference=reference),
        "rough": opened.state is State.ROUGH,
    }
    common["several"] = opened.state is not State.ROUGH and several(context, opened)
    common["table_href"] = table_of(opened, result.day)
    common |= {"may_change": allowed(opened, Action.ANSWER), "council": context.content.council}
    common |= {"panel": panel_of(result, opened), "exception": result.exception, "help_said": result.help_said}
    if result.refusal is not None:
        return without_figure(result.refusal, opened, result.day, common)
    if result.budget is None:
        return render_template("budget/declined.html", **common, own=own_words(opened))
    return render_template("budget/budget.html", **common, **budget_page(result.budget, opened))


def table_of(opened: Opened, day: date) -> str:
    """Where everybody can read the table that was used: of what was sent the version of that day; "" where none is."""
    context, name = visit.context(), opened.questionnaire.id
    if not opened.was_sent:
        return url_for("schemes.scheme", scheme=name) if context.content.schemes.get(name) else ""
    used = budgets.scheme_on(context, name, day)
    return url_for("schemes.version", scheme=name, version=used.starts.isoformat()) if used else ""


def without_figure(refusal: Refusal, opened: Opened, day: date, common: dict[str, Any]) -> str:
    """Why there is no figure; where only a price is missing, the needs in points with every line."""
    because = refusal_page(refusal, opened)
    may_ask, may_change = allowed(opened, Action.LOOK_AGAIN), allowed(opened, Action.ANSWER)
    points = points_page(refusal, opened, may_ask=may_ask, may_change=may_change)
    scheme = budgets.scheme_on(visit.context(), opened.questionnaire.id, day)
    if not points:
        more = {"unreached": unreached(opened), "tryable": bool(refusal.lines)}
        return render_template("budget/none.html", **more, **common, **because)
    page = because | {"points": points, "illustrative": scheme is not None and scheme.illustrative}
    hints = hint_rows(opened, "budget") if may_change else []
    return render_template("budget/points.html", **common, **page, may_ask=may_ask, hints=hints)


def budget_page(budget: Budget, opened: Opened) -> dict[str, Any]:
    """What the budget page shows besides its frame."""
    wording = wording_of(opened)
    headline = budget.headline
    may_ask = allowed(opened, Action.LOOK_AGAIN)
    beside = others(budget, opened, may_ask=may_ask)
    return {
        "budget": budget,
        "own": own_words(opened),
        "headline": rows.glance(headline.figure, headline.unit),
        "amount": headline.figure,
        "in_words": pounds_in_words(headline.figure),
        "readings": [reading(each, wording) for each in budget.readings],
        "others": beside,
        "not_now": not_now(budget, wording),
        "whole_cost": whole_cost(budget, beside),
        "rows": receipt.receipt(budget, opened, may_ask=may_ask, may_change=allowed(opened, Action.ANSWER)),
        "unused": rows.unused(budget, wording),
        "none_at_this_level": budget.has_no_budget,
        "nothing": none_words(budget, opened) if budget.has_no_budget else {},
        "basis": locale.words(budget.basis.because, wording) if budget.basis else "",
        "ceiling": ceiling(budget),
        "withheld": [withheld(each, opened, wording) for each in budget.withheld],
        "quiet": receipt.quiet(budget, opened, may_ask=may_ask, may_change=allowed(opened, Action.ANSWER)),
        "bars": bars(budget, visit.wiring().content.arrangements.get(opened.questionnaire.id), wording),
        "to_a_person": [rows.sentence(line, opened, wording) for line in budget.to_a_person],
        "may_ask": may_ask,
        "hints": hint_rows(opened, "budget") if allowed(opened, Action.ANSWER) else [],
    }


def bars(budget: Budget, words: Arrangements | None, wording: Wording) -> list[dict[str, Any]]:
    """About how many pounds each part of life brings, as lengths; parts without a name of their own are left out."""
    titles = {part.line: locale.words(part.title, wording) for part in words.parts} if words else {}
    shown = {part: value for part, value in by_part(budget).items() if part in titles} if titles else {}
    longest = max(shown.values(), default=Decimal(1))
    unit = budget.headline.unit
    return [
        {"label": titles[part], "value": rows.glance(value, unit), "percent": int(value * 100 / longest)}
        for part, value in shown.items()
    ]


def ceiling(budget: Budget) -> str:
    """The most a budget may come to, where what is in place now sets it."""
    most = budget.basis.ceiling if budget.basis else None
    return "" if most is None else rows.figure(most, budget.headline.unit)


def withheld(each: Withheld, opened: Opened, wording: Wording) -> dict[str, Any]:
    """A sum beside the weekly one that could not be worked out, and what stands in the way."""
    return {"title": locale.words(each.result.title, wording), **refusal_page(each.refusal, opened)}


def reading(each: Reading, wording: Wording) -> dict[str, str]:
    """Another way to say the figure: a year, hours of help."""
    return {
        "title": locale.words(each.title, wording),
        "figure": rows.glance(each.figure, each.unit),
        "rate": rows.rate_words(each.rate) if each.rate else "",
    }


def others(budget: Budget, opened: Opened, *, may_ask: bool) -> list[dict[str, Any]]:
    """The results beside the weekly figure, such as a sum paid once: whose money it is, and lines not told so far."""
    found, wording = [], wording_of(opened)
    told = {line.id for line in budget.behind(budget.headline.id)} if len(budget.results) > 1 else set()
    for each in budget.results:
        line = budget.line(each.line)
        if each.headline or line.figure <= 0:
            continue
        may_change = allowed(opened, Action.ANSWER)
        lines = receipt.receipt(budget, opened, may_ask=may_ask, may_change=may_change, of=line.id, told=told)
        told |= {one.id for one in budget.behind(line.id)}
        found.append(
            {
                "title": locale.words(line.title, wording),
                "figure": rows.figure(line.figure, line.unit),
                "paid_by": locale.words(each.paid_by, wording) if each.paid_by else "",
                "rows": lines,
            }
        )
    return found


def not_now(budget: Budget, wording: Wording) -> list[dict[str, str]]:
    """The results beside the weekly figure that somebody had already, such as a sum once in three years, and why."""
    none = causes_in(budget.lines)
    had = (each.line for each in budget.results if not each.headline and none.get(each.line) in HAD_ALREADY)
    return [
        {"title": locale.words(budget.line(line).title, wording), "why": rows.figure_of(budget.line(line), none)}
        for line in had
    ]


def whole_cost(budget: Budget, beside: list[dict[str, Any]]) -> list[str]:
    """The council's sums, one by one; none where there is no budget, which is no sum of nought."""
    weekly = [] if budget.has_no_budget else [rows.figure(budget.headline.figure, budget.headline.unit)]
    return weekly + [each["figure"] for each in beside if not each["paid_by"]]


@bp.route("/applications/<reference>/budget/without", methods=["GET", "POST"])
def without(reference: str) -> Shown:
    """Go on without a figure from the computer, or have one after all."""
    context = visit.context()
    opened = applications.open(context, reference, Action.ANSWER)
    form = PageForm(opened=opened)
    if request.method == "POST" and form.validate():
        (budgets.want if request.form.get("do") == "want" else budgets.decline)(context, opened)
        return redirect(url_for("budget.budget", reference=reference))
    back = url_for("budget.budget", reference=reference)
    return refused(
        render_template("budget/without.html", opened=opened, back_href=back, errors=form.errors_for()), form
    )


class LookAgainForm(DrawnForm):
    """What is not right about a line."""

    words = TextAreaField(validators=[DataRequired(_l("Write what we should look at again.")), WORDS_LENGTH])


@bp.route("/applications/<reference>/budget/look-again", methods=["GET", "POST"])
def look_again(reference: str) -> Shown:
    """Ask us to look again at one line, or at all of it."""
    context = visit.context()
    opened = applications.open(context, reference, Action.LOOK_AGAIN)
    result = budgets.result(context, opened)
    wanted = request.args.get("line", "")
    found = result.budget or result.refusal
    line = next((each for each in found.lines if each.id == wanted), None) if found else None
    form = LookAgainForm(opened=opened)
    if request.method == "POST" and form.validate():
        about, words = line.id if line else None, form.words.data or ""
        budgets.ask_to_look_again(context, opened, about, words, drawn=form.drawn.data or "")
        return redirect(url_for("budget.asked", reference=reference))
    title = locale.words(line.title, wording_of(opened)) if line else ""
    back = url_for("budget.budget", reference=reference)
    page = render_template(
        "budget/look_again.html",
        opened=opened,
        form=form,
        line=title,
        figure=rows.figure_of(line, causes_in(found.lines)) if line and found else "",
        own=own_words(opened),
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.get("/applications/<reference>/budget/asked")
def asked(reference: str) -> str:
    """We will look again."""
    opened = applications.open(visit.context(), reference, Action.BUDGET)
    return render_template("budget/asked.html", opened=opened, back_href=url_for("budget.budget", reference=reference))
