"""Markdown to HTML: nothing but words and their order gets through."""

from __future__ import annotations

from datetime import date

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from portal.guides import Figures
from portal.guides.rendering import place_name, render, render_sentence, with_figures, with_ways

ALLOWED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br"}


def tags_in(html: str) -> set[str]:
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return {element.tag for element in fragment.iter() if element.tag != "DOCUMENT_FRAGMENT"}


@given(st.text(alphabet=st.sampled_from(list("<>/\"'&=scriptonload :![](){}#*_`~-\n1.")), max_size=60))
def test_no_html_of_the_writer_gets_through(words: str) -> None:
    html = render(f"{words}\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>").html
    assert tags_in(html) <= ALLOWED
    assert tags_in(render_sentence(words)) <= ALLOWED


def test_a_link_to_a_script_is_no_link() -> None:
    assert "<a" not in render("[Press here](javascript:alert)").html


def test_a_heading_gets_the_place_written_after_it() -> None:
    html, headings = render("## Pay *fairly* {#pay}")
    assert html == '<h2 id="pay">Pay <em>fairly</em></h2>\n'
    assert headings == (("pay", 2, "Pay *fairly*"),)


def test_a_heading_without_a_place_gets_one_from_its_words() -> None:
    assert render("### You can mix!").html == '<h3 id="you-can-mix">You can mix!</h3>\n'


@given(st.text())
def test_a_place_made_from_words_is_safe_in_an_address(words: str) -> None:
    assert set(place_name(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert place_name(words)


def test_words_without_figures_stay_as_they_are() -> None:
    assert with_figures("<p>Plain.</p>", Figures(), date(2026, 11, 21), lambda _: "never") == "<p>Plain.</p>"


def test_a_hard_word_is_linked_at_its_first_use_and_nowhere_else() -> None:
    html = render("## Pay\n\nPay comes. Then pay, and [pay](https://example.org).", {"pay": "wage"}).html
    assert html.count('href="word:wage"') == 1
    assert '<h2 id="pay">Pay</h2>' in html
    assert '<p><a href="word:wage">Pay</a> comes.' in html


def test_forms_of_one_word_are_one_word_and_the_longest_wins() -> None:
    words = {"pa": "pa", "pas": "pa", "personal assistant": "pa", "assistant": "other"}
    html = render("A personal assistant and two PAs. An assistant.", words).html
    assert html == (
        '<p>A <a href="word:pa">personal assistant</a> and two PAs. An <a href="word:other">assistant</a>.</p>\n'
    )


def test_the_name_of_a_figure_is_never_taken_for_a_word() -> None:
    html = render("In {figure:first-review-months} months we review.", {"review": "review"}).html
    assert html == '<p>In {figure:first-review-months} months we <a href="word:review">review</a>.</p>\n'


def test_links_are_led_where_the_page_wants_them() -> None:
    assert with_ways('<a href="chapter:x#y">z</a>', lambda target: f"/at/{target}") == (
        '<a class="govuk-link" href="/at/chapter:x#y">z</a>'
    )
