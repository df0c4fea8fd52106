"""The pages of the choice: guides offered, ways compared, what the money is for, what to know, the shares of a mix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.access.authority import BY_PAPER
from portal.arrangements.model import FOR_A_PART, Period, Way, still_to_share
from portal.questionnaires.journey import Place
from portal.services import applications, arrangements, budgets
from portal.services.opened import Ground
from portal.services.refusals import NotFound
from portal.web import locale, visit
from portal.web.arrangement import sharing
from portal.web.arrangement.forms import PartsForm, UsesForm, WayForm
from portal.web.chrome import easy_picture
from portal.web.forms import PageForm, Shown, refused
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.arrangements.loading import Arrangements
    from portal.services.arrangements import Choice
    from portal.services.opened import Opened

bp = Blueprint("arrangement", __name__, url_prefix="/applications/<reference>/arrangement")

EMPLOYING_OR_BUYING = frozenset({"personal-assistant", "agency"})


def opened_for(reference: str) -> tuple[Opened, Arrangements]:
    """The application, to choose for it, and the words about ways."""
    opened = applications.open(visit.context(), reference, Action.ARRANGE)
    words = visit.wiring().content.arrangements.get(opened.questionnaire.id)
    if words is None:
        raise NotFound
    return opened, words


@bp.route("/guides", methods=["GET", "POST"])
def guides(reference: str) -> Shown:
    """The guides are offered before the choice; reading them is never asked for."""
    opened = opened_for(reference)[0]
    context = visit.context()
    shelf = visit.wiring().content.guides
    form = PageForm(opened=opened)
    if request.method == "POST" and form.validate():
        wanted = request.form.get("do", "")
        book = next((each for each in shelf if each.name == wanted), None)
        if book:
            arrangements.guide_shown(context, opened, book.name)
            first = book.chapters[0].name
            return redirect(url_for("guides.chapter", guide=book.name, chapter=first, choice=reference))
        for each in shelf:
            arrangements.guide_declined(context, opened, each.name)
        return redirect(url_for("arrangement.choose", reference=reference))
    wording = wording_of(opened)
    rows = [
        {
            "name": each.name,
            "picture": each.picture,
            "title": locale.words(each.title, wording),
            "summary": locale.words(each.summary, wording),
        }
        for each in shelf
    ]
    back = url_for("questions.tasks", reference=reference)
    return refused(
        render_template(
            "arrangement/guides.html", opened=opened, guides=rows, back_href=back, errors=form.errors_for()
        ),
        form,
    )


@bp.route("", methods=["GET", "POST"])
def choose(reference: str) -> Shown:
    """All ways on one page, compared in the same order; none is chosen beforehand."""
    opened, words = opened_for(reference)
    context = visit.context()
    choice = arrangements.choice(context, opened)
    if request.method == "GET" and not choice.guides:
        return redirect(url_for("arrangement.guides", reference=reference))
    form = WayForm(opened=opened, data={"way": choice.way}).offer(each.way for each in words.ways)
    if request.method == "POST" and form.validate():
        way = Way(form.way.data)
        arrangements.choose(context, opened, way, choice.uses if way in {Way.DIRECT_PAYMENT, Way.MIXED} else ())
        following = {Way.DIRECT_PAYMENT: "arrangement.uses", Way.MIXED: "arrangement.parts"}.get(way, "questions.tasks")
        return redirect(url_for(following, reference=reference))
    page = render_template(
        "arrangement/choose.html",
        opened=opened,
        ways=words.ways,
        wording=wording_of(opened),
        decided_for=decided_for(opened),
        form=form,
        back_href=url_for("questions.tasks", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def decided_for(opened: Opened) -> bool:
    """Whether a helper said that the person cannot decide, when beginning or later, or has a power for such people."""
    cannot = opened.ground == Ground.BEST_INTERESTS or opened.given.answer(Place("answers-why")) == "cannot-decide"
    return opened.is_helper and (cannot or opened.role in BY_PAPER)


@bp.route("/uses", methods=["GET", "POST"])
def uses(reference: str) -> Shown:
    """What a direct payment would be used for."""
    opened, words = opened_for(reference)
    context = visit.context()
    choice = arrangements.choice(context, opened)
    form = UsesForm(opened=opened, data={"uses": list(choice.uses)})
    known = words.way(Way.DIRECT_PAYMENT).uses
    if request.method == "POST" and form.validate():
        chosen = [use.id for use in known if use.id in (form.uses.data or ())]
        arrangements.choose(context, opened, choice.way or Way.DIRECT_PAYMENT, chosen)
        following = "arrangement.points" if EMPLOYING_OR_BUYING & set(chosen) else "questions.tasks"
        return redirect(url_for(following, reference=reference))
    wording = wording_of(opened)
    page = render_template(
        "arrangement/uses.html",
        opened=opened,
        form=form,
        items=[
            {"value": use.id, "text": locale.words(use.title, wording), "picture": easy_picture(use.picture)}
            for use in known
        ],
        back_href=url_for("arrangement.choose", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.route("/to-know", methods=["GET", "POST"])
def points(reference: str) -> Shown:
    """What to know before employing somebody or buying from an agency. It is shown, never tested."""
    opened, words = opened_for(reference)
    context = visit.context()
    choice = arrangements.choice(context, opened)
    form = PageForm(opened=opened)
    if request.method == "POST" and form.validate():
        arrangements.points_shown(context, opened)
        return redirect(url_for("questions.tasks", reference=reference))
    wording = wording_of(opened)
    shown = words.shown_for(ways_of(choice))
    page = render_template(
        "arrangement/points.html",
        opened=opened,
        points=[
            {
                "id": each.id,
                "picture": each.picture,
                "title": locale.words(each.title, wording),
                "text": locale.words(each.text, wording),
                "links": links(each.places, choice),
            }
            for each in shown
        ],
        back_href=url_for("arrangement.uses", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def ways_of(choice: Choice) -> tuple[Way, ...]:
    """The ways of a choice and of its parts."""
    return tuple(
        dict.fromkeys([*([Way(choice.way)] if choice.way else []), *(part.way for part in choice.parts if part.way)])
    )


def links(places: tuple[tuple[str, str], ...], choice: Choice) -> list[dict[str, str]]:
    """The marked places in the guides that belong to what the person wants to do."""
    found = []
    for use, place in places:
        address, _, mark = place.partition("#")
        guide, _, chapter = address.partition("/")
        book = next((each for each in visit.wiring().content.guides if each.name == guide), None)
        page = book.chapter(chapter) if book else None
        if page and (not choice.uses or use in choice.uses):
            found.append(
                {
                    "text": page.title,
                    "href": url_for("guides.chapter", guide=guide, chapter=chapter, _anchor=mark or None),
                }
            )
    return found


@bp.route("/parts", methods=["GET", "POST"])
def parts(reference: str) -> Shown:
    """Share a budget out among parts until nothing is left, to the penny. Raises NotFound where no mix is offered."""
    opened, words = opened_for(reference)
    if Way.MIXED in words.left_out:
        raise NotFound
    context = visit.context()
    choice = arrangements.choice(context, opened)
    result = budgets.result(context, opened, choice)
    budget = sharing.amounts(result)
    rows = sharing.filled(sharing.offered(words, result, wording_of(opened)), choice.parts)
    form = PartsForm(opened=opened)
    faults: list[dict[str, str]] = []
    said: list[str] = []
    if form.typed is not None:
        rows = sharing.typed_rows(rows, form.typed, with_amounts=budget is not None)
        if form.was_refused:
            faults = sharing.sentences(rows, *sharing.parts_of(rows, with_amounts=budget is not None), budget)
    if request.method == "POST" and form.validate():
        done = request.form.get("do", "")
        if done == "rest" and budget:
            rows, said = sharing.rest_to_council(rows, budget)
        made, wrong = sharing.parts_of(rows, with_amounts=budget is not None)
        faults = sharing.sentences(rows, made, wrong, budget)
        if not wrong:
            arrangements.share_out(context, opened, made)
        if not faults and not done:
            direct = any(part.way is Way.DIRECT_PAYMENT for part in made)
            return redirect(url_for("arrangement.uses" if direct else "questions.tasks", reference=reference))
        if done and not wrong:
            faults = []
    examples = budget is not None and result.budget is not None and result.budget.illustrative
    page = parts_page(opened, rows, budget, form, faults, said, illustrative=examples)
    return (page, 422) if (faults or form.errors) and request.method == "POST" else page


def parts_page(
    opened: Opened,
    rows: list[sharing.Row],
    budget: dict[Period, Any] | None,
    form: PartsForm,
    faults: list[dict[str, str]],
    said: list[str],
    *,
    illustrative: bool,
) -> str:
    """The page of the shares."""
    made = sharing.parts_of(rows, with_amounts=budget is not None)[0]
    left = still_to_share(budget, made) if budget else {}
    return render_template(
        "arrangement/parts.html",
        opened=opened,
        rows=rows,
        said=said,
        beside={fault["beside"]: fault["text"] for fault in faults if fault["beside"]},
        ways=[
            *({"value": way.value, "text": sharing.way_name(way)} for way in FOR_A_PART),
            {"value": sharing.NOT_NEEDED, "text": _("Not needed")},
        ],
        sums=[
            {
                "period": period.value,
                "whole": whole,
                "left": left[period],
                "given": whole - left[period],
                "shares": sharing.shares(rows, budget, period),
            }
            for period, whole in budget.items()
        ]
        if budget
        else [],
        has_figure=budget is not None,
        illustrative=illustrative,
        back_href=url_for("arrangement.choose", reference=opened.reference),
        errors=faults + form.errors_for(),
    )
