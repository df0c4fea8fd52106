"""Requests to look again as pages show them: about which line, in whose words, what we found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.services import budgets
from portal.services.looking_again import Found
from portal.web import locale, visit
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.services.looking_again import AskedAgain
    from portal.services.opened import Opened


def rows_of(opened: Opened, asked: Iterable[AskedAgain]) -> list[dict[str, Any]]:
    """Each request with the name of its line and what came of it."""
    every = tuple(asked)
    if not every:
        return []
    found = budgets.result(visit.context(), opened)
    whole = found.budget or found.refusal
    words = found_again()
    titles = {line.id: locale.words(line.title, wording_of(opened)) for line in whole.lines} if whole else {}
    return [
        {
            "asked": each,
            "line": titles.get(each.line, each.line) if each.line else _("the whole budget"),
            "found": "" if each.found is None else words[each.found],
        }
        for each in every
    ]


def found_again() -> dict[Found, str]:
    """What came of looking again, as whoever asked reads it."""
    return {
        Found.CHANGES: _("We change the budget."),
        Found.PARTLY: _("We change some of the budget."),
        Found.STAYS: _("The budget stays as it is."),
    }
