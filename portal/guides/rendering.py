"""Markdown to HTML: no raw HTML, named headings, and figures that are filled in when the page is shown."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from markdown_it.token import Token

    from portal.guides.figures import Figure, Figures

FIGURE = re.compile(r"\{figure:([a-z0-9-]+)\}")
_NAMED = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}\s*$")
_REFUSED = ["html_block", "html_inline", "image", "backticks", "code", "fence"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(_REFUSED)
"""Pictures and code have no place in a guide; raw HTML is shown as the letters it is written in."""


class Rendered(NamedTuple):
    """HTML, and its headings as (id, level, words)."""

    html: str
    headings: tuple[tuple[str, int, str], ...]


def render(words: str) -> Rendered:
    """Return the HTML of a chapter; each heading gets the id written after it as {#id}, or one made from its words."""
    tokens = _MARKDOWN.parse(words)
    headings = tuple(
        _name_heading(opening, inline)
        for opening, inline in itertools.pairwise(tokens)
        if opening.type == "heading_open"
    )
    return Rendered(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}), headings)


def render_sentence(words: str) -> str:
    """Return the HTML of one sentence; bold is the only thing that it may hold beside words."""
    return str(_MARKDOWN.renderInline(words))


def with_figures(html: str, figures: Figures, day: date, show: Callable[[Figure], str]) -> str:
    """Return the HTML with each {figure:id} replaced by what holds on the day, kept apart from right-to-left words."""
    return FIGURE.sub(lambda found: f"<bdi>{show(figures.on(found[1], day))}</bdi>", html)


def place_name(words: str) -> str:
    """Return the id made from the words of a heading."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "part"


def _name_heading(opening: Token, inline: Token) -> tuple[str, int, str]:
    named = _NAMED.search(inline.content)
    words = _NAMED.sub("", inline.content)
    if named and inline.children:
        inline.content = words
        inline.children = _MARKDOWN.parseInline(words)[0].children
    place = named[1] if named else place_name(words)
    opening.attrSet("id", place)
    return place, int(opening.tag[1:]), words
