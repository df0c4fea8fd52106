"""The page of a version, drawn once a day for each language and way of reading: it is the same for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import current_app, render_template
from flask_babel import get_locale
from markupsafe import Markup

from portal.allocation.loading import in_effect
from portal.web import visit
from portal.web.schemes.changes import change_words
from portal.web.schemes.examples import examples_of, shown_example
from portal.web.schemes.names import Names
from portal.web.schemes.page import scheme_page
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import date

    from portal.allocation.scheme import Scheme

KEPT: Final = 64  # pages of some tens of kilobytes each


@dataclass(frozen=True, slots=True)
class Drawn:
    """The title of a version's page, everything below it, and its worked examples with all their lines."""

    title: str
    body: Markup
    examples: Markup


def drawn(name: str, scheme: Scheme, day: date) -> Drawn:
    """The page of a version, kept with the application whose content it shows."""
    kept: dict[tuple[object, ...], Drawn] = current_app.extensions.setdefault("schemes-drawn", {})
    every = tuple(each.fingerprint for each in visit.wiring().content.schemes[name])  # it lists all versions
    key = (str(get_locale()), visit.prefs().easy_read, name, scheme.fingerprint, every, day)
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = draw(name, scheme, day)
    return kept[key]


def draw(name: str, scheme: Scheme, day: date) -> Drawn:
    """Draw it: the words of the version, its worked examples run now, all versions and what changed."""
    content, wording = visit.wiring().content, Wording.of(easy=visit.prefs().easy_read, helper=False)
    questionnaire, versions = content.questionnaires.get(name), content.schemes[name]
    names = Names(scheme, questionnaire, wording)
    page = scheme_page(scheme, content.bases.get(name), names, day)
    tried = examples_of(scheme, versions, content.examples.get(name, ()))
    examples = [shown_example(one, scheme, names) for one in tried]
    body = render_template(
        "schemes/body.html",
        name=name,
        scheme=scheme,
        in_force=in_effect(versions, day) is scheme,
        council=content.council.council.name,
        examples=examples,
        versions=[shown_version(each, scheme, versions, day) for each in reversed(versions)],
        changes=changes(scheme, versions, names),
        earlier=earlier(scheme, versions),
        has_questionnaire=questionnaire is not None,
        has_panel=name in content.panels,
        has_groups=questionnaire is not None and content.cohorts is not None and content.cohorts.concerns(name),
        **page,
    )
    lines = render_template("schemes/examples_body.html", examples=examples)
    return Drawn(page["title"], Markup(body), Markup(lines))  # noqa: S704 - drawn by our own templates just now


def shown_version(each: Scheme, shown: Scheme, versions: tuple[Scheme, ...], day: date) -> dict[str, Any]:
    """A version in the list of all; it is over once its last day has passed or a later one is in force."""
    holds = in_effect(versions, day)
    return {
        "version": each.version,
        "starts": each.starts,
        "address": each.starts.isoformat(),
        "shown": each is shown,
        "to_come": each.starts > day,
        "over": each is not holds and each.starts <= day,
    }


def earlier(scheme: Scheme, versions: tuple[Scheme, ...]) -> Scheme | None:
    """The version before this one, or None for the first."""
    return next((one for one in reversed(versions) if one.starts < scheme.starts), None)


def changes(scheme: Scheme, versions: tuple[Scheme, ...], names: Names) -> list[str]:
    """What this version changed, in sentences; nothing for the first."""
    before = earlier(scheme, versions)
    return change_words(Names(before, names.questionnaire, names.wording), names) if before else []
