"""What people wrote in private: the safeguarding workers' list, what was written, and a way to take it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for
from flask_babel import gettext as _

from portal.access import Action, Role, State
from portal.services.staff import cases, safety
from portal.web import locale, visit
from portal.web.forms import PageForm, Shown
from portal.web.questions.summary import lines
from portal.web.sending.contents import ways
from portal.web.staff.area import bp, page, worker
from portal.web.staff.case import ONE
from portal.web.staff.words import said_by
from portal.words import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.answers import Answer
    from portal.questionnaires.model import Question
    from portal.services.staff.safety import Said, Waiting

LIST = "safety"
"""The name of the list, as addresses have it."""


def waiting_here() -> tuple[Waiting, ...] | None:
    """What waits for safeguarding workers; None for anybody else, who has no such list."""
    here = worker()
    return safety.waiting(visit.context(), here) if Role.SAFEGUARDING_WORKER in here.roles else None


def waiting_page(waiting: tuple[Waiting, ...], lists: Sequence[dict[str, object]]) -> str:
    """The list: no name, no word."""
    return page(
        "safety.html",
        lists=lists,
        rows=[
            {
                "row": each,
                "href": url_for("staff.private", reference=each.reference),
                "draft": each.state is State.DRAFT,
            }
            for each in waiting
        ],
    )


@bp.route(f"{ONE}/private", methods=["GET", "POST"])
def private(reference: str) -> Shown:
    """What the person wrote for the safeguarding workers alone. Looking opens nothing: that would show to others."""
    context = visit.context()
    found = cases.fetch(context, worker(), reference, Action.SAFEGUARD)
    if request.method == "POST" and PageForm().validate():
        safety.take_on(context, found)
        return redirect(url_for("staff.private", reference=reference))
    written = safety.read(context, found)
    return page(
        "private.html",
        reference=reference,
        draft=found.opened.state is State.DRAFT,
        opened=found.opened,
        since=written.since,
        said=[spoken(each) for each in written.said],
        reaching=[(words(question), shown(question, answer)) for question, answer in written.reaching],
        ways_to_reach=ways(written.wishes),
        back_href=url_for("staff.work", list=LIST),
    )


def spoken(each: Said) -> dict[str, object]:
    """One answer as it was given."""
    if each.question is None:
        return {"text": each.id, "lines": [str(each.answer)], "given": each.given, "who": said_by(each.role)}
    lines_of = shown(each.question, each.answer)
    return {"text": words(each.question), "lines": lines_of, "given": each.given, "who": said_by(each.role)}


def words(question: Question) -> str:
    """A question as it speaks of somebody else."""
    return locale.words(question.text, Wording.FOR_HELPER)


def shown(question: Question, answer: Answer) -> list[str]:
    """An answer in words."""
    return list(lines(question, answer, Wording.FOR_HELPER)) or [_("No answer")]
