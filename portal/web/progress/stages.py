"""The stages of the timeline in words: when each began, whose turn it is, what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access import Action, State, Verdict, may
from portal.services.casework import Standing
from portal.web import locale
from portal.web.lengths import length
from portal.web.reaching import unreached

if TYPE_CHECKING:
    from datetime import date

    from portal.services.casework import Stage, Timeline
    from portal.services.opened import Opened
    from portal.words import Wording

AFTER_SENDING: Final = frozenset({"sent", "reading"})  # stages in which the council gets in touch

BOTH: Final = "both"


def stage_rows(timeline: Timeline, wording: Wording, opened: Opened, today: date) -> list[dict[str, Any]]:
    """Every stage as the timeline shows it."""
    return [row(stage, wording, opened, today) for stage in timeline.stages]


def row(stage: Stage, wording: Wording, opened: Opened, today: date) -> dict[str, Any]:
    """One stage."""
    shown: dict[str, Any] = {"title": locale.words(stage.title, wording), "state": stage.standing.value, "notes": []}
    if stage.began:
        shown["when"] = (
            locale.day(stage.began)
            if stage.standing is Standing.DONE
            else _("Since %(day)s.", day=locale.day(stage.began))
        )
    if opened.state is State.CLOSED:  # nobody has to act, and nothing is late any more
        return shown
    if stage.standing is Standing.NOW:
        missing = unreached(opened) if stage.id in AFTER_SENDING else {}
        who = BOTH if missing else stage.who  # the council reads it; to get in touch is theirs who can
        if not stage.paused:
            shown["next"] = {"who": whose_turn(who, opened), "text": locale.words(stage.next, wording)} | missing
        if stage.paused:
            shown["notes"].append(_("This is on hold. Our own target waits."))
        if stage.stopped_days:
            shown["notes"].append(
                ngettext(
                    "It was on hold for %(num)d day. We added it to our target.",
                    "It was on hold for %(num)d days. We added them to our target.",
                    stage.stopped_days,
                )
            )
        if stage.due and not stage.late:
            shown["notes"].append(
                _("We aim to finish this by %(day)s. That is our own target.", day=locale.day(stage.due))
            )
        if stage.due and stage.late:
            shown["late"] = _(
                "We aimed to finish this by %(day)s. We are sorry. Please ring us and ask.", day=locale.day(stage.due)
            )
    elif stage.standing is Standing.LATER and stage.target_days:
        shown["notes"].append(length(stage.target_days))
    return shown


def whose_turn(who: str, opened: Opened) -> str:
    """Whose turn it is: whoever only looks on, or works for the council, is not called upon."""
    acts = may(opened.role, Action.ANSWER, State.DRAFT) is Verdict.ALLOWED
    name = opened.person_name or ("" if acts else _("the person"))
    if who == "council":
        return _("Next: the council.")
    if who == BOTH:
        together = _("Next: %(name)s and the council together.", name=name)
        return _("Next: you and the council together.") if acts else together
    if not acts:
        return _("Next: %(name)s.", name=name)
    return _("Next: %(name)s or you.", name=name) if opened.is_helper and name else _("Next: you.")
