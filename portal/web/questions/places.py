"""The addresses of questions: the router is asked once, then only ids are put in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import request, url_for

from portal.web import visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.questionnaires.journey import Place
    from portal.services.opened import Opened
    from portal.web.wiring import Wiring

ANY: Final = "~"  # in no id and in no reference, and never escaped


@lru_cache(maxsize=64)
def around(_parts: Wiring, _root: str) -> tuple[str, ...]:
    """What stands before, between and after the ids, for one application and the path that it is mounted at."""
    return tuple(url_for("questions.question", reference=ANY, question=ANY).split(ANY))


def address_of(opened: Opened, place: Place, back: str | None = None) -> str:
    """Where a place of an application is; `back` names the page that a Change link comes back to."""
    return addresses(opened, back)(place)


def addresses(opened: Opened, back: str | None = None) -> Callable[[Place], str]:
    """A way to tell where each of many places is.

    Ids of questions and items are our own: letters, digits and hyphens, so nothing in them needs escaping.
    """
    before, between, after = around(visit.wiring(), request.root_path)
    before, after = f"{before}{opened.reference}{between}", f"{after}{f'?back={back}' if back else ''}"

    def address(place: Place) -> str:
        return f"{before}{place.question}{f'/{place.item}' if place.item else ''}{after}"

    return address
