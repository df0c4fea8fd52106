"""Papers to fill in: the list, the form of each, the paper itself as page, PDF and editable document, and blank ones.

Nothing typed is kept: it comes with the form and goes into the paper. What an assessment says goes in after a tick.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from portal.access import Action
from portal.guides.tools import Filling, Tool, lay_out, prefilled
from portal.guides.tools.model import Topic
from portal.services import applications
from portal.services.opened import OWN_ROLES
from portal.web import visit
from portal.web.forms import PageForm, Shown, refused, typed_fields
from portal.web.guides.blueprint import bp
from portal.web.guides.printing import SIZES, at_once, file, page_of, sizes
from portal.web.guides.showing import easy, today, wording
from portal.web.guides.whose import applications_here, chosen, is_for_somebody_else, paper_wording
from portal.web.locale import tongue, words

if TYPE_CHECKING:
    from portal.guides.tools import Sheet
    from portal.services.opened import Opened, Summary

TOPICS: Final = {
    Topic.PLANNING: _l("Before you decide"),
    Topic.FINDING: _l("Find someone"),
    Topic.STARTING: _l("Before the first day"),
    Topic.WORKING: _l("When somebody works for you"),
    Topic.SAFE: _l("Stay safe"),
    Topic.ENDING: _l("When the job ends"),
    Topic.AGENCY: _l("Choose an agency"),
}
MOST_IN_A_BOX: Final = 4000
MOST_IN_ALL: Final = 30_000
LARGEST_ON_ONE_PAGE: Final = 16


@bp.get("/tools/")
def tools() -> str:
    """Every paper and the calculator, by what they are for."""
    by_topic = groupby(visit.wiring().content.tools, key=lambda tool: tool.topic)
    topics = [(TOPICS[topic], topic is Topic.PLANNING, list(found)) for topic, found in by_topic]
    return render_template("guides/tools.html", topics=topics, wording=paper_wording())


@bp.route("/tools/<tool>", methods=["GET", "POST"])
def tool(tool: str) -> Shown:
    """Fill in a paper, see it, and take it along."""
    paper, form = tool_called(tool), PageForm()
    typed = typed_into(paper) if request.method == "POST" else {}
    make = request.form.get("make", "")
    if request.method == "POST" and form.validate() and fits(form, typed):
        if make == "answers":
            typed = typed | from_answers(paper)
        elif make != "change":
            return made(paper, typed, make)
    page = render_template(
        "guides/tool.html",
        paper=paper,
        typed=typed,
        errors=form.errors_for(),
        say=filling(None).say,
        about=chosen(),
        for_somebody_else=is_for_somebody_else(),
        own=own_applications() if list(paper.sources) else [],
        asked=request.form.get("from", ""),
        chapters=chapters_of(paper),
    )
    return refused(page, form)


@bp.get("/tools/<tool>/blank")
def blank(tool: str) -> str:
    """The paper with room to write by hand."""
    paper = tool_called(tool)
    return sheet_page(paper, lay_out(paper, filling(None)), {}, filled=False)


@bp.get("/tools/<tool>/blank/pdf/<int:points>")
def blank_pdf(tool: str, points: int) -> Response:
    """The same as a file to print."""
    paper = tool_called(tool)
    sheet = lay_out(paper, filling(None))
    return file("guides/tool_pdf.html", points, tuple(sizes_of(paper)), **printed(paper, sheet))


@bp.get("/tools/<tool>/blank/docx")
def blank_docx(tool: str) -> Response:
    """The same to change on a computer."""
    paper = tool_called(tool)
    return editable_file(paper, lay_out(paper, filling(None)))


def tool_called(name: str) -> Tool:
    """The paper of this name. Raises NotFound."""
    found = next((each for each in visit.wiring().content.tools if each.name == name), None)
    if found is None:
        raise NotFound
    return found


def filling(typed: dict[str, str] | None) -> Filling:
    """How a paper is filled in for this reader today."""
    return Filling(paper_wording(), visit.wiring().content.figures, today(), typed, words)


def typed_into(paper: Tool) -> dict[str, str]:
    """What came with the form for boxes of this paper, tidied; empty boxes are left out."""
    return {name: value.strip() for name, value in typed_fields().items() if name in paper.boxes and value.strip()}


def fits(form: PageForm, typed: dict[str, str]) -> bool:
    """Whether a paper can hold what was typed; if not, the form says so."""
    for name, value in typed.items():
        if len(value) > MOST_IN_A_BOX:
            form.complain(_("Use 4,000 characters or fewer."), name)
            return False
    if sum(map(len, typed.values())) > MOST_IN_ALL:
        form.complain(_("This is too much for one paper. Make two papers."))
        return False
    return True


def made(paper: Tool, typed: dict[str, str], make: str) -> Shown:
    """The filled paper: to see, or as a file."""
    sheet = lay_out(paper, filling(typed))
    if make == "docx":
        return editable_file(paper, sheet)
    kind, _dash, points = make.partition("-")
    if kind == "pdf" and points in {str(size) for size in sizes_of(paper)}:
        return at_once(page_of("guides/tool_pdf.html", int(points), **printed(paper, sheet)), paper.name)
    return sheet_page(paper, sheet, typed, filled=True)


def sheet_page(paper: Tool, sheet: Sheet, typed: dict[str, str], *, filled: bool) -> str:
    """The paper as a page."""
    return render_template(
        "guides/tool_sheet.html",
        paper=paper,
        sheet=sheet,
        typed=typed,
        filled=filled,
        about=chosen(),
        council=visit.wiring().content.council,
        sizes=sizes_of(paper),
    )


def printed(paper: Tool, sheet: Sheet) -> dict[str, Any]:
    """What the file of a paper needs."""
    return {"sheet": sheet, "paper": paper, "council": visit.wiring().content.council, "title": sheet.title}


def sizes_of(paper: Tool) -> dict[int, str]:
    """The sizes of letters that its file is offered in: what must fit on one page has none of the largest."""
    most = LARGEST_ON_ONE_PAGE if paper.one_page else max(SIZES)
    return {points: name for points, name in sizes(easy=easy()) if points <= most}


def editable_file(paper: Tool, sheet: Sheet) -> Response:
    """The paper as a document that word processors open."""
    advice = (
        _("Get advice before you rely on this. Acas or a payroll service checks contracts.") if sheet.advice else ""
    )
    council = visit.wiring().content.council
    foot = f"{words(council.council.team, wording())}: {council.contacts.phone}"
    from portal.web.guides import editable  # noqa: PLC0415 - a library of its own, which few workers need

    language = tongue(paper.title)["lang"]
    whole = editable.document(sheet, advice=advice, foot=foot, points=16 if easy() else 12, language=language)
    headers = {"Content-Disposition": f"attachment; filename={paper.name}.docx"}
    return Response(whole, mimetype=editable.MIMETYPE, headers=headers)


def chapters_of(paper: Tool) -> list[tuple[str, str]]:
    """The chapters that a paper goes with: words and address."""
    found = []
    for place in paper.chapters:
        guide, _slash, name = place.partition("/")
        book = next(each for each in visit.wiring().content.guides if each.name == guide)
        chapter = book.chapter(name)
        if chapter:
            title = chapter.easy.title if easy() else chapter.title
            found.append((title, url_for("guides.chapter", guide=guide, chapter=name)))
    return found


def own_applications() -> list[Summary]:
    """The applications of this visitor whose answers they may put into a paper; none for strangers."""
    return [row for row in applications_here() if row.role in OWN_ROLES]


def from_answers(paper: Tool) -> dict[str, str]:
    """What one of the visitor's own assessments says, where they ticked that it may go in."""
    wanted = request.form.get("from", "")
    if request.form.get("agree") != "yes" or wanted not in {row.reference for row in own_applications()}:
        return {}
    opened: Opened = applications.open(visit.context(), wanted, Action.READ)
    private = opened.questionnaire.is_private
    facts = {name: fact for name, fact in opened.journey.facts.items() if not private(name)}
    return prefilled(paper, facts)
