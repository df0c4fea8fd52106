"""The parts of a question's page that are the same for everyone, drawn once: most of what a page costs is here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import current_app
from markupsafe import Markup

from portal.web import visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.services.opened import Purpose
    from portal.web.questions.page import Page

KEPT = 2048  # pages of a few kilobytes each


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pieces of the page: before the form, the answers to pick with none picked, after the answers."""

    above: Markup
    boxes: Markup
    below: Markup
    values: frozenset[str]

    def picked(self, values: Sequence[str]) -> Markup:
        """The answers to pick with these picked. Only values of our own are looked for, each stands there once."""
        html = str(self.boxes)
        for value in self.values.intersection(values):
            html = html.replace(f' value="{value}"', f' value="{value}" checked', 1)
        return Markup(html)  # noqa: S704 - drawn by our own template, and nothing but `checked` was added


def drawn(page: Page, purpose: Purpose) -> Drawn:
    """The fixed parts of a page. One with an earlier answer in its words is somebody's own and is never kept."""
    return draw(page, purpose) if page.personal else draw_once(page, purpose)


def draw(page: Page, purpose: Purpose) -> Drawn:
    """Draw the fixed parts."""
    template = current_app.jinja_env.get_template("questions/fixed.html")
    made = template.make_module({"page": page, "purpose": purpose, "council": visit.wiring().content.council})
    values = frozenset(item["value"] for item in page.items if "value" in item)
    return Drawn(made.above, made.boxes, made.below, values)  # type: ignore[attr-defined]  # set by the template


draw_once = lru_cache(maxsize=KEPT)(draw)
