"""Why a budget comes to nothing, in words: there is none, no line counts, it is not due yet, or nothing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.access import State
from portal.allocation.nothing import Nothing, why_nothing
from portal.web.budget.own_words import own_words
from portal.web.locale import gettext as _

if TYPE_CHECKING:
    from portal.allocation.model import Budget
    from portal.services.opened import Opened


def none_words(budget: Budget, opened: Opened) -> dict[str, Any]:
    """What stands in place of the figure, and what that means; nothing where there is a figure."""
    why = why_nothing(budget, budget.headline.id)
    if why is None:
        return {}
    own = own_words(opened).get("nothing")  # whoever wrote it knows what no sum means there, for whatever reason
    if why is Nothing.NO_BUDGET or (own and why is Nothing.NO_LINE):
        return {"words": str(own or _("no weekly budget")), "after": other_help(opened)}
    if why is Nothing.NO_LINE:
        return {"words": _("no sum so far"), "after": a_person_looks(opened)}
    return {"words": instead(why), "after": had_already(why, helper=opened.is_helper)}


def instead(why: Nothing) -> str:
    """What there is, where the level alone would give a sum."""
    return _("a sum that is not due yet") if why is Nothing.NOT_DUE else _("no money left in this period")


def had_already(why: Nothing, *, helper: bool) -> str:
    """That somebody had it, and who knows when there is more."""
    if why is Nothing.NOT_DUE:
        if helper:
            return _("They had this money already. It is not time for it again. A worker can say when it is.")
        return _("You had this money already. It is not time for it again. A worker can say when it is.")
    if helper:
        return _("They had all of this money already. A worker can say when there is more.")
    return _("You had all of this money already. A worker can say when there is more.")


def a_person_looks(opened: Opened) -> str:
    """That the scheme says nothing of these answers, and who does: nobody decided that there is no help."""
    if opened.state is State.ROUGH:
        return other_help(opened)
    if opened.is_helper:
        return _(
            "Our rules set no sum for these answers. This does not mean no help. "
            "A worker looks at the answers and talks about them with them."
        )
    return _(
        "Our rules set no sum for these answers. This does not mean no help. "
        "A worker looks at your answers and talks about them with you."
    )


def other_help(opened: Opened) -> str:
    """That there may be other help."""
    if opened.state is State.ROUGH:
        if opened.is_helper:
            return _("They may still get help. Answer all the questions, and we can say more.")
        return _("You may still get help. Answer all the questions, and we can say more.")
    if opened.is_helper:
        return _("They may still get help. Other help may fit them better, and a worker talks about it with them.")
    return _("You may still get help. Other help may fit you better, and a worker talks about it with you.")
