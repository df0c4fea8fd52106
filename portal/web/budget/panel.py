"""The panel in words: why it looks at this, what it is, when, how one takes part and how one disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for
from markupsafe import Markup, escape

from portal.access import State
from portal.allocation.record import routes_from_record
from portal.web import locale, visit
from portal.web.budget.bp import bp
from portal.web.budget.rows import glance
from portal.web.lengths import length
from portal.web.locale import gettext as _
from portal.web.questions.speech import wording_of
from portal.words import fill

if TYPE_CHECKING:
    from portal.allocation.panel import Route
    from portal.council import Council
    from portal.services.budgets import Result
    from portal.services.opened import Opened
    from portal.words import Wording

STAGE = "panel"


def panel_of(result: Result, opened: Opened) -> dict[str, Any]:
    """What the page says about the panel; nothing for an ordinary case, nor for a rough idea that nobody looks at."""
    content = visit.wiring().content
    panel = content.panels.get(opened.questionnaire.id)
    if not result.routes or panel is None or opened.state is State.ROUGH:
        return {}
    wording = wording_of(opened)
    return {
        "title": locale.words(panel.title, wording),
        "reasons": [reason(route, wording) for route in result.routes],
        "what": locale.words(panel.what, wording),
        "meets": locale.words(panel.meets, wording),
        "within": within(content.council),
        "take_part": locale.words(panel.take_part, wording),
        "disagree": locale.words(panel.disagree, wording),
        "complain_href": url_for("pages.complaints"),
    }


def within(council: Council) -> str:
    """How long the council gives itself for it; "" where it does not say."""
    stage = next((each for each in council.stages if each.id == STAGE), None)
    return length(stage.target_days) if stage and stage.target_days else ""


def reason(route: Route, wording: Wording) -> Markup:
    """Why a rule sends it there, with its figures in place; in public, where nobody's are known, with words."""
    found = {"figure": route.figure, "limit": route.limit}
    stands_in = {"figure": lambda: _("(your figure stands here)"), "limit": lambda: _("(the limit stands here)")}

    def put(wanted: Any) -> str:
        value = found.get(wanted.question)
        if value is None or route.unit is None:
            return str(escape(stands_in[wanted.question]()))
        return str(locale.isolated(glance(value, route.unit)))

    return Markup(fill(str(escape(locale.words(route.because, wording))), put))  # noqa: S704 - escaped just here, figures are ours


@bp.app_template_filter("panel_reasons")
def kept_reasons(kept: Any, opened: Opened) -> list[Markup]:
    """The reasons that were kept with a proposal, in this reader's words."""
    return [reason(route, wording_of(opened)) for route in routes_from_record(kept)]
