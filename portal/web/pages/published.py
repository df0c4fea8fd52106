"""What anyone may read before beginning: every question on one page, and how budgets are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.questionnaires.model import Group
from portal.web import visit
from portal.web.guides.printing import EASY_SIZES, SIZES, file
from portal.web.locale import words
from portal.web.pages.views import bp
from portal.web.questions.page import instead, part_words, said
from portal.words import Wording, fill

if TYPE_CHECKING:
    from flask import Response

    from portal.questionnaires.model import Question, Questionnaire, Section


@bp.get("/questions/<questionnaire>")
def all_questions(questionnaire: str) -> str:
    """Every question, to read or print before starting."""
    found = visit.wiring().content.questionnaires.get(questionnaire)
    if found is None:
        raise NotFound
    wording = Wording.of(easy=visit.prefs().easy_read, helper=False)
    return render_template(
        "pages/all_questions.html",
        title=words(found.title, wording),
        sections=sections(found, wording),
        questionnaire=questionnaire,
        council=visit.wiring().content.council,
    )


@bp.get("/questions/<questionnaire>/pdf/<int:points>")
def all_questions_pdf(questionnaire: str, points: int) -> Response:
    """The same as a file to print and fill in by hand."""
    found = visit.wiring().content.questionnaires.get(questionnaire)
    if found is None:
        raise NotFound
    easy = visit.prefs().easy_read
    wording = Wording.of(easy=easy, helper=False)
    return file(
        "pages/all_questions_pdf.html",
        points,
        EASY_SIZES if easy else SIZES,
        title=words(found.title, wording),
        sections=sections(found, wording),
        council=visit.wiring().content.council,
    )


def sections(questionnaire: Questionnaire, wording: Wording) -> list[dict[str, object]]:
    """The sections with their questions and answers, in words."""
    found: list[dict[str, object]] = []
    for section in questionnaire.sections:
        rows = []
        for question, group in section.each():
            options = (
                []
                if isinstance(question, Group)
                else [(words(each.text, wording), said(each.hint, wording)) for each in question.options]
            )
            rest = [] if isinstance(question, Group) else [str(each["text"]) for each in instead(question, wording)]
            rows.append({
                "words": neutral(words(question.text, wording)), "hint": neutral(said(question.hint, wording)),
                "options": options, "long": question.kind == "long_text",
                "instead": rest if options else [], "only_when": only_when(questionnaire, question, wording),
                "number": questionnaire.numbers[question.id],
                "picture": question.picture or section.picture or "",
                "inner": group is not None, "list": isinstance(question, Group),
            })  # fmt: skip
        found.append(
            {
                "only_when": only_when(questionnaire, section, wording),
                "id": section.id,
                "title": part_words(questionnaire, section.id, wording),
                "rows": rows,
            }
        )
    return found


def neutral(text: str) -> str:
    """Words with a place for an earlier answer, read before anything is answered: the place becomes a gap."""
    return fill(text, lambda _wanted: "…")


def only_when(questionnaire: Questionnaire, owner: Section | Question | Group, wording: Wording) -> str:
    """Which question above decides whether this one is asked; "" where everybody is asked."""
    if owner.ask_when is None:
        return ""
    deciding = [
        f"“{neutral(words(questionnaire.find(each).text, wording))}”" for each in sorted(owner.ask_when.questions)
    ]
    return _("Leave this out if it does not fit what you answered to: %(questions)s", questions="; ".join(deciding))
