"""The frame of every page, and the promises of the style sheet that a test can keep."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from jinja2 import Environment

from tests.gallery import PAGES, THEMES, chrome, environment

PORTAL = Path(__file__).resolve().parents[2] / "portal"
STYLES = PORTAL / "assets" / "scss"
GROUNDS = {
    "ink": ("paper", "sheet", "strip", "brand-soft", "amber-soft", "error-soft", "grey-soft"),
    "soft": ("paper", "sheet", "brand-soft", "amber-soft"),
    "link": ("paper", "sheet", "strip", "brand-soft", "amber-soft", "error-soft"),
    "visited": ("paper", "sheet", "strip", "brand-soft", "amber-soft"),
    "brand": ("sheet", "brand-soft"),
    "amber": ("sheet", "amber-soft"),
    "error": ("sheet", "error-soft"),
    "brand-ink": ("brand", "brand-deep"),
    "error-ink": ("error",),
    "bar-ink": ("bar",),
    "bar": ("bar-ink",),
}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:|(?:text-align|float):\s*(?:left|right)"
)


def render(name: str = "question.html", source: Environment | None = None, **told: Any) -> str:
    templates = source or environment()
    return templates.get_template(name).render({"chrome": chrome(str), "picture": str, **told})


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def theme_colours(theme: str) -> dict[str, str]:
    source = (STYLES / "_themes.scss").read_text(encoding="utf-8")

    def of(name: str) -> dict[str, str]:
        mixin = re.search(rf"@mixin {name} \{{(.*?)\n\}}", source, re.DOTALL)
        assert mixin
        return dict(re.findall(r"--([\w-]+): (#\w+);", mixin[1]))

    return of("light") | of(theme)


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_a_contrast_of_seven_on_every_ground(theme: str) -> None:
    colours = theme_colours(theme)
    poor = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, grounds in GROUNDS.items()
        for ground in grounds
        if contrast(colours[text], colours[ground]) < 7
    }
    assert not poor


@pytest.mark.parametrize("theme", THEMES)
def test_lines_that_carry_meaning_have_a_contrast_of_three(theme: str) -> None:
    colours = theme_colours(theme)
    assert all(contrast(colours["line"], colours[ground]) >= 3 for ground in ("sheet", "paper", "brand-soft"))


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.scss")), ids=lambda path: path.name)
def test_our_own_style_serves_both_directions_of_writing(sheet: Path) -> None:
    assert PHYSICAL.findall(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_every_page_is_valid_html_without_inline_script_or_style(page: Path) -> None:
    html = render(page.name)
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    assert html.count("<h1") == 1


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_no_id_stands_twice_on_a_page(page: Path) -> None:
    ids = re.findall(r'\sid="([^"]+)"', render(page.name))
    assert len(ids) == len(set(ids))


def test_the_title_names_page_service_and_council_and_says_when_there_is_an_error() -> None:
    title = "Washing – Plan my support – Example Council</title>"
    page = "{% extends 'base.html' %}{% block title %}Washing{% endblock %}"
    templates = environment()
    assert f"<title>{title}" in templates.from_string(page).render(chrome=chrome(str))
    errors = [{"text": "Choose one", "href": "#answer"}]
    assert f"<title>Error: {title}" in templates.from_string(page).render(chrome=chrome(str), errors=errors)


class Buttons(HTMLParser):
    """Every submit button in document order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "button":
            self.found.append(dict(attrs))


def test_enter_in_a_field_never_presses_a_tool() -> None:
    tools = [{"text": "Easy Read", "icon": "easy", "href": "/easy", "name": "switch", "value": "easy"}]
    first, second, *_ = Buttons(render(chrome=chrome(str, form="answer-form", tools=tools))).found
    assert (first["form"], first.get("name"), first["tabindex"]) == ("answer-form", None, "-1")
    assert (second["form"], second["name"], second["value"]) == ("answer-form", "switch", "easy")


def test_a_tool_is_a_link_where_there_is_no_form_to_carry() -> None:
    tools = [{"text": "Easy Read", "icon": "easy", "href": "/easy", "name": "switch", "value": "easy"}]
    assert '<a class="tool" href="/easy">' in render(chrome=chrome(str, tools=tools))


def test_a_page_in_arabic_runs_from_right_to_left() -> None:
    html = render(chrome=chrome(str, lang="ar", dir="rtl"))
    assert '<html lang="ar" dir="rtl"' in html
    assert 'rel="stylesheet" href="portal.rtl.css"' in html


def test_a_name_cannot_write_html_into_the_page() -> None:
    page = "{% extends 'base.html' %}{% set answering_name = name %}{% block title %}x{% endblock %}"
    html = environment().from_string(page).render(chrome=chrome(str), name="<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_bar_and_foot_may_be_rendered_before_and_handed_in() -> None:
    module: Any = environment().get_template("components/chrome.html").module
    told = chrome(str)
    kept = {**told, "bar_html": module.bar(told), "foot_html": module.foot(told)}
    assert render(chrome=kept) == render(chrome=told)


def test_every_word_of_the_frame_goes_through_the_catalogues() -> None:
    templates = environment()
    templates.install_gettext_callables(  # type: ignore[attr-defined]
        lambda _words: "¤", lambda _one, _many, _number: "¤", newstyle=True
    )
    bare = {**chrome(str), "service": "¤", "council": "¤", "tools": [], "languages": [], "links": []}
    page = "{% extends 'base.html' %}{% block title %}¤{% endblock %}{% set back_href = '#' %}"
    html = templates.from_string(page).render(chrome=bare, errors=[{"text": "¤"}], answering_name="¤")
    said = re.sub(r"<[^>]*>", " ", html.partition("<body>")[2]) + " ".join(
        re.findall(r'(?:aria-label|alt)="([^"]*)"', html)
    )
    assert not re.findall(r"[A-Za-z]{2,}", said)


def test_a_question_page_stays_light() -> None:
    html = render().encode()
    assert len(html) <= 12_000
    assert len(gzip.compress(html)) <= 4_000


def test_headings_never_skip_a_level() -> None:
    for page in sorted(PAGES.glob("*.html")):
        main = render(page.name).partition("<main")[2]
        levels = [1, *(int(level) for level in re.findall(r"<h([1-6])", main))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.stem


def test_no_template_uses_a_style_that_the_build_leaves_out() -> None:
    listed = (PORTAL / "assets" / "lean.mjs").read_text(encoding="utf-8").partition("UNUSED = [")[2].partition("]")[0]
    left_out = re.findall(r'"([\w-]+)"', listed)
    templates = "".join(path.read_text(encoding="utf-8") for path in (PORTAL / "web" / "templates").rglob("*.html"))
    assert left_out
    assert [name for name in left_out if f"govuk-{name}" in templates] == []
