"""The addresses of questions: the router is asked once a request, then only ids are put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import g, url_for

if TYPE_CHECKING:
    from portal.questionnaires.journey import Place
    from portal.services.opened import Opened

ANY: Final = "~"  # in no id and in no reference, and never escaped


def address_of(opened: Opened, place: Place, back: str | None = None) -> str:
    """Where a place of an application is; `back` names the page that a Change link comes back to.

    Ids of questions and items are our own: letters, digits and hyphens, so nothing in them needs escaping.
    """
    pattern: str | None = g.get("question_pattern")
    if pattern is None:
        pattern = g.question_pattern = url_for("questions.question", reference=ANY, question=ANY)
    before, between, after = pattern.split(ANY)
    inside = f"/{place.item}" if place.item else ""
    return f"{before}{opened.reference}{between}{place.question}{inside}{after}{f'?back={back}' if back else ''}"
