"""A page that somebody leaves half-filled: kept as typed, shown again with the same complaints, forgotten once sent.

Pages of questions are kept under their places on the journey. Every other page has a place of its own here, which
answers no question.
"""

from __future__ import annotations

from hashlib import blake2s
from typing import TYPE_CHECKING, Any, Final

from flask import g, request, url_for

from portal.access import Action, Role, Verdict, may
from portal.questionnaires.journey import Place
from portal.services import applications
from portal.web import stuck, visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from portal.services.opened import Opened

SAVE: Final = "save"  # what the button says
STUCK: Final = "stuck"  # what the other one says: somebody wants help at this very question
KEEPING: Final = frozenset({SAVE, STUCK})
REFUSED: Final = "refused"  # a field of the page: it was shown with what is wrong
NOT_TYPED: Final = frozenset({"mark", "do"})
PAGE: Final = "page/"  # in no id of a question
ARGUMENT: Final = "/"  # before the name of what stands in the address; no field of ours begins so
OPTIONS: Final = ("line",)  # what may stand behind the question mark and belongs to the page

KEPT: Final[dict[str, Action]] = {
    "start.wishes": Action.REACH,
    "arrangement.guides": Action.ARRANGE,
    "arrangement.choose": Action.ARRANGE,
    "arrangement.uses": Action.ARRANGE,
    "arrangement.points": Action.ARRANGE,
    "arrangement.parts": Action.ARRANGE,
    "budget.without": Action.ANSWER,
    "budget.look_again": Action.LOOK_AGAIN,
    "sending.how_told": Action.REACH,
    "sending.send": Action.SEND,
    "sending.recall": Action.RECALL,
    "progress.add": Action.ADD,
    "progress.advocate": Action.ADVOCATE,
    "progress.complain": Action.COMPLAIN,
    "progress.withdraw": Action.WITHDRAW,
    "progress.messages": Action.MESSAGE,
    "progress.answer": Action.MESSAGE,
}
"""The pages with a form that are no question, and what one must be allowed to do to come back to each."""


def keeps_page() -> bool:
    """Whether the present page is one of those."""
    return request.endpoint in KEPT


def here() -> Place | None:
    """The place of the present page; one for each line and each message."""
    if not keeps_page():
        return None
    which = "&".join(f"{name}={value}" for name, value in sorted(arguments().items()))
    return Place(f"{PAGE}{request.endpoint}", blake2s(which.encode(), digest_size=8).hexdigest() if which else None)


def arguments() -> dict[str, str]:
    """What the present address names besides the application."""
    found = {name: str(value) for name, value in (request.view_args or {}).items() if name != "reference"}
    return found | {name: request.args[name] for name in OPTIONS if name in request.args}


def wanted() -> bool:
    """Whether a form of ours came back with the wish to save it, and to come back later or after getting help."""
    return request.form.get("do") in KEEPING and visit.form_is_ours(request.form.get("mark"))


def keep(opened: Opened, place: Place, fields: MultiDict[str, str]) -> str:
    """Keep the page as it came, and return where one says how to come back; of a list, where one asks for help."""
    typed = {name: values for name, values in fields.lists() if name not in NOT_TYPED and not name.startswith(ARGUMENT)}
    at = {f"{ARGUMENT}{name}": [value] for name, value in arguments().items()} if place == here() else {}
    applications.keep_typed(visit.context(), opened, place, {**typed, **at})
    if opened.role is Role.KEYING:
        return url_for("staff.paper_forms")
    if fields.get("do") == STUCK and not place.question.startswith(PAGE):
        return stuck.ask_from(opened, place)
    saves = may(opened.role, Action.SAVE, opened.state) is Verdict.ALLOWED
    return url_for("returning.save", reference=opened.reference) if saves else url_for("returning.mine")


def left(opened: Opened, place: Place) -> Mapping[str, list[str]] | None:
    """The page as its visitor left it, if they did and have not sent it since."""
    if request.method != "GET" or not opened.pages_kept:
        return None
    found = applications.typed_at(visit.context(), opened, place)
    return None if found is None else {name: list(values) for name, values in found.items()}


def sent(opened: Opened, place: Place) -> None:
    """The page can be taken: unless it is refused after all, it is forgotten with what its view changes."""
    if opened.pages_kept:
        g.finished_page = (opened, place)


def address_of(opened: Opened, place: Place) -> str | None:
    """Where a kept page is, as long as one may still go there; None for the places of questions, too."""
    endpoint = place.question.removeprefix(PAGE)
    action = KEPT.get(endpoint) if place.question.startswith(PAGE) else None
    if action is None or may(opened.role, action, opened.state) is not Verdict.ALLOWED:
        return None
    typed = applications.typed_at(visit.context(), opened, place) or {}
    at: dict[str, Any] = {name[1:]: values[0] for name, values in typed.items() if name.startswith(ARGUMENT)}
    return url_for(endpoint, reference=opened.reference, **at)
