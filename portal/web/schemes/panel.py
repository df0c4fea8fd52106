"""What sends a case to the panel, in public: each rule in words, with the reason that the person would read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.allocation.panel import Cause, Route
from portal.web import locale, visit
from portal.web.budget.panel import reason, within
from portal.web.budget.rows import glance
from portal.web.schemes.conditions import said
from portal.web.schemes.names import Names
from portal.web.schemes.views import bp, leading, versions_of
from portal.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.allocation.panel import PanelRule

TEXTS = ("what", "meets", "take_part", "disagree")


@bp.get("/<scheme>/panel")
def panel(scheme: str) -> str:
    """The rules of the panel, what it is, when it meets, how one takes part and disagrees."""
    content, wording = visit.wiring().content, Wording.of(easy=visit.prefs().easy_read, helper=False)
    found = content.panels.get(scheme)
    if found is None:
        raise NotFound
    version = leading(versions_of(scheme), visit.context().today)
    rules = Rules(Names(version, content.questionnaires.get(scheme), wording), wording)
    return render_template(
        "schemes/panel.html",
        scheme=scheme,
        title=locale.words(version.title, wording),
        texts={
            name: locale.words(getattr(found, name), wording) for name in ("what", "meets", "take_part", "disagree")
        },
        within=within(content.council),
        rules=[rules.shown(rule, found.source) for rule in found.rules],
        source=found.source,
    )


def rules_in_short(scheme: str, wanted: Iterable[str]) -> list[str]:
    """What has to be so for each of these rules, for staff; never which answer it was."""
    content = visit.wiring().content
    found, versions = content.panels.get(scheme), content.schemes.get(scheme)
    if found is None or not versions:
        return []
    version = leading(versions, visit.context().today)
    rules = Rules(Names(version, content.questionnaires.get(scheme), Wording.STANDARD), Wording.STANDARD)
    known = {rule.id: rule for rule in found.rules}
    return [
        _("A rule that is not in force any more.")
        if each not in known
        else _("Because of an answer.")
        if known[each].cause is Cause.WHEN
        else rules.when(known[each])
        for each in wanted
    ]


@dataclass(frozen=True)
class Rules:
    """Puts rules into words, with the titles that lines have in the version that holds today."""

    names: Names
    wording: Wording

    def shown(self, rule: PanelRule, source: str) -> dict[str, Any]:
        """A rule: what has to be so, the reason that is given, and a source of its own."""
        most = None if rule.cause is Cause.OVER_INDICATIVE else rule.most
        route = Route(rule.id, rule.because, rule.source, None, most, rule.unit)
        return {
            "id": rule.id,
            "when": self.when(rule),
            "lines": [self.names.line(each) for each in rule.lines],
            "because": reason(route, self.wording),
            "source": "" if rule.source == source else rule.source,
        }

    def when(self, rule: PanelRule) -> str:
        """What has to be so."""
        match rule.cause:
            case Cause.ABOVE:
                return self.above(rule)
            case Cause.OVER_INDICATIVE:
                return over_indicative(rule)
            case Cause.LIMIT_PASSED if rule.lines:
                return _("The figure is above the limit that is set at one of these lines:")
            case Cause.LIMIT_PASSED:
                return _("The figure is above a limit of our table.")
            case Cause.OPEN_BAND if rule.lines:
                return _("Our table leaves it to a person at one of these lines:")
            case Cause.OPEN_BAND:
                return _("Our table leaves it to a person.")
            case Cause.EXCEPTION:
                return _("A worker made an exception to where the budget starts.")
            case Cause.WHEN:
                condition = said(rule.when, self.names) if rule.when else ""
                return f"{condition[:1].upper()}{condition[1:]}."

    def above(self, rule: PanelRule) -> str:
        """A line that comes to more than a sum, or than another line."""
        line = self.names.line(rule.line or self.names.scheme.headline)
        if rule.most is not None and rule.unit is not None:
            return _("“%(line)s” comes to more than %(sum)s.", line=line, sum=glance(rule.most, rule.unit))
        return _("“%(line)s” comes to more than “%(other)s”.", line=line, other=self.names.line(rule.most_line or ""))


def over_indicative(rule: PanelRule) -> str:
    """So much more than was indicated."""
    most = rule.most or 0
    share = f"{locale.number(most)}%" if rule.per_cent else locale.pounds(rule.most) if rule.most else ""
    return _("The budget that a worker proposes is more than %(share)s above the first figure.", share=share)
