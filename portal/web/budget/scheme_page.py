"""The allocation scheme in public: every line as a person would read it, rates with dates and sources."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound

from portal.allocation.loading import in_effect
from portal.allocation.operations import Score, ScoreSeveral
from portal.web import locale, visit
from portal.web.budget.rows import figure, rate_words, unit_words
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import date

    from portal.allocation.parts import Rate
    from portal.allocation.scheme import Scheme, SchemeLine
    from portal.questionnaires.model import Questionnaire

SEVERAL = Decimal(2)


def scheme_page(questionnaire: Questionnaire, schemes: tuple[Scheme, ...], day: date) -> dict[str, Any]:
    """What the public page of a scheme shows on a day. Raises NotFound where no version is in force."""
    scheme = in_effect(schemes, day)
    if scheme is None:
        raise NotFound
    wording = Wording.of(easy=visit.prefs().easy_read, helper=False)
    titles = {line.id: locale.words(line.title, wording) for line in scheme.lines}
    return {
        "scheme": scheme,
        "title": locale.words(scheme.title, wording),
        "rates": [rate for each in scheme.rates.values() for rate in [shown_rate(each, day, wording)] if rate],
        "lines": [shown_line(line, titles, questionnaire, wording) for line in scheme.lines],
        "rounding": scheme.rounding,
    }


def shown_rate(rate: Rate, day: date, wording: Wording) -> dict[str, Any] | None:
    """A rate as it stands on a day, None where no price is set."""
    used = rate.on(day)
    if used is None:
        return None
    return {
        "id": rate.id,
        "title": locale.words(used.title, wording),
        "figure": rate_words(used) if used.per else figure(used.figure, used.unit),
        "starts": used.starts,
        "source": used.source,
    }


def shown_line(
    line: SchemeLine, titles: dict[str, str], questionnaire: Questionnaire, wording: Wording
) -> dict[str, Any]:
    """One line: what it stands on, and the points of each answer."""
    operation = line.operation
    shown: dict[str, Any] = {
        "id": line.id,
        "title": titles[line.id],
        "unit": unit_words(SEVERAL, line.unit),
        "uses": [titles[each] for each in line.lines_used],
    }
    if isinstance(operation, (Score, ScoreSeveral)):
        asked = questionnaire.find(operation.question)
        options = {option.id: locale.words(option.text, wording) for option in getattr(asked, "options", ())}
        shown["question"] = locale.words(asked.text, wording)
        shown["points"] = [
            {"answer": options.get(option, option), "figure": figure(value, line.unit)}
            for option, value in operation.points
        ]
    return shown
