"""The allocation scheme in public: its lines, rates and tables with dates and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound

from portal.allocation.loading import in_effect
from portal.web import locale, visit
from portal.web.budget.rows import amount, figure, unit_words
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import date

    from portal.allocation.scheme import Scheme


def scheme_page(schemes: tuple[Scheme, ...], day: date) -> dict[str, Any]:
    """What the public page of a scheme shows."""
    scheme = in_effect(schemes, day)
    if scheme is None:
        raise NotFound
    wording = Wording.of(easy=visit.prefs().easy_read, helper=False)
    return {
        "scheme": scheme,
        "title": locale.words(scheme.title, wording),
        "rates": [
            {
                "id": rate.id,
                "title": locale.words(used.title, wording),
                "figure": figure(used.figure, used.unit),
                "starts": used.starts,
                "source": used.source,
            }
            for rate in scheme.rates.values()
            if (used := rate.on(day)) is not None
        ],
        "lines": [
            {"id": line.id, "title": locale.words(line.title, wording), "unit": unit_words(2, line.unit)}
            for line in scheme.lines
        ],
        "amount": amount,
    }
