"""Markdown to HTML: no raw HTML, named headings, links between chapters, hard words linked at their first use."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from portal.guides.figures import Figure, Figures

FIGURE = re.compile(r"\{figure:([a-z0-9-]+)\}")
_LED = re.compile(r'href="((?:chapter|word):[^"]*)"')
_NAMED = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}\s*$")
_REFUSED = ["html_block", "html_inline", "image", "backticks", "code", "fence"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(_REFUSED)
"""Pictures and code have no place in a guide; raw HTML is shown as the letters it is written in."""


class Rendered(NamedTuple):
    """HTML, and its headings as (id, level, words)."""

    html: str
    headings: tuple[tuple[str, int, str], ...]


def render(words: str, hard_words: Mapping[str, str] | None = None) -> Rendered:
    """Return the HTML of a chapter; each heading gets the id written after it as {#id}, or one made from its words.

    `hard_words` gives the id of the glossary entry for each form of a word, in small letters; the first use of each
    entry becomes a link to it.
    """
    tokens = _MARKDOWN.parse(words)
    headings = tuple(
        _name_heading(opening, inline)
        for opening, inline in itertools.pairwise(tokens)
        if opening.type == "heading_open"
    )
    if hard_words:
        _link_first_uses(tokens, hard_words)
    return Rendered(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}), headings)


def render_sentence(words: str) -> str:
    """Return the HTML of one sentence; bold and links are the only things that it may hold beside words."""
    return str(_MARKDOWN.renderInline(words))


def with_figures(html: str, figures: Figures, day: date, show: Callable[[Figure], str]) -> str:
    """Return the HTML with each {figure:id} replaced by what holds on the day, kept apart from right-to-left words."""
    return FIGURE.sub(lambda found: f"<bdi>{show(figures.on(found[1], day))}</bdi>", html)


def with_ways(html: str, lead: Callable[[str], str]) -> str:
    """Return the HTML with each link to a chapter or a word led to the address that `lead` gives for it."""
    return _LED.sub(lambda found: f'class="govuk-link" href="{lead(found[1])}"', html)


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


def _link_first_uses(tokens: list[Token], hard_words: Mapping[str, str]) -> None:
    waiting = dict(hard_words)
    before = ""
    for token in tokens:
        if token.type == "inline" and before != "heading_open" and token.children:
            token.children = list(_linked(token.children, waiting))
        before = token.type


def _linked(children: list[Token], waiting: dict[str, str]) -> list[Token]:
    """Return the parts of a sentence with links at first uses; words inside a link of the author stay as they are."""
    found: list[Token] = []
    inside = 0
    for child in children:
        inside += child.nesting if child.type in {"link_open", "link_close"} else 0
        found += _split(child, waiting) if child.type == "text" and not inside else [child]
    return found


def _split(text: Token, waiting: dict[str, str]) -> list[Token]:
    hit = _first_use(text.content, waiting)
    if hit is None:
        return [text]
    entry = waiting[hit[0].lower()]
    for form in [form for form, of in waiting.items() if of == entry]:
        del waiting[form]
    opening = Token("link_open", "a", 1, attrs={"href": f"word:{entry}"})
    before, after = text.content[: hit.start()], text.content[hit.end() :]
    rest = _split(_words(after), waiting) if after else []
    return [*([_words(before)] if before else []), opening, _words(hit[0]), Token("link_close", "a", -1), *rest]


def _first_use(content: str, waiting: dict[str, str]) -> re.Match[str] | None:
    """The first word of a sentence that waits for its link; the name of a figure holds no words."""
    if not waiting:
        return None
    longest_first = "|".join(map(re.escape, sorted(waiting, key=len, reverse=True)))
    found = re.finditer(rf"\{{[^}}]*\}}|\b(?:{longest_first})\b", content, re.IGNORECASE)
    return next((each for each in found if not each[0].startswith("{")), None)


def _words(content: str) -> Token:
    return Token("text", "", 0, content=content)
