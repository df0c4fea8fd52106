"""Everything that we hold about the person, for the person in charge: one page, and one file for a computer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.answers import Missing
from portal.questionnaires.kinds import restored
from portal.questionnaires.model import Group
from portal.services import applications, everything, exchange, looking_again
from portal.services.staff import deciding
from portal.web import locale, visit
from portal.web.budget.asked_again import rows_of
from portal.web.people.area import ONE, bp
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import lines
from portal.web.sending.contents import ways

if TYPE_CHECKING:
    from portal.services.everything import Given
    from portal.services.opened import Opened


def with_private() -> bool:
    """Whether what only the person and safeguarding workers read is wanted, too. Left out unless somebody says so."""
    return request.args.get("all") == "yes"


@bp.get(f"{ONE}/everything")
def held(reference: str) -> str:
    """The page."""
    context = visit.context()
    opened = applications.open(context, reference, Action.SHARE)
    private = with_private()
    whole = everything.everything(context, opened, private=private)
    return render_template(
        "people/everything.html",
        opened=opened,
        kept=everything.kept(context, opened),
        answers=[answer_row(opened, each) for each in everything.given(context, opened, private=private)],
        ways_to_reach=ways(opened.wishes),
        messages=[each for each in exchange.messages(context, opened) if private or not each.private],
        decisions=deciding.decisions(context, opened),
        asked_again=rows_of(opened, looking_again.asked_again(context, opened)),
        times_sent=len(whole["what_was_sent"]),
        mails=len(whole["mails"]),
        happened=len(whole["log"]),
        private=private,
        file_href=url_for("people.held_file", reference=reference, all="yes" if private else None),
        other_href=url_for("people.held", reference=reference, all=None if private else "yes"),
        phone=context.content.council.contacts.phone,
        back_href=url_for("progress.timeline", reference=reference),
    )


@bp.get(f"{ONE}/everything.json")
def held_file(reference: str) -> Response:
    """The file."""
    opened = applications.open(visit.context(), reference, Action.SHARE)
    whole = everything.everything(visit.context(), opened, private=with_private())
    answer = Response(json.dumps(whole, ensure_ascii=False, indent=2), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("my-copy")}.json"'
    return answer


def answer_row(opened: Opened, each: Given) -> dict[str, Any]:
    """One answer as it was given: the question, the words, by whom and when."""
    by = {
        "you": _("you"),
        "helper": _("somebody who helps"),
        "council": _("somebody at the council"),
        "paper": _("you, on paper"),
    }[each.by]
    asked = opened.questionnaire.find(each.question) if each.question in opened.questionnaire else None
    if asked is None:
        return {"text": _("A question that is not asked any more"), "lines": [str(each.value)], "by": by, "at": each.at}
    wording = wording_of(opened)
    text = locale.words(asked.text, wording)
    if isinstance(asked, Group):
        said = {True: _("Added"), False: _("Taken out")}.get(each.value, _("Nobody more to add"))
        return {"text": text, "lines": [said], "by": by, "at": each.at}
    value = Missing.BLANK if each.value is None else restored(asked, each.value)
    return {"text": text, "lines": list(lines(asked, value, wording)), "by": by, "at": each.at}
