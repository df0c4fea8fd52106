"""Which papers and tools stand beside a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import url_for
from flask_babel import gettext as _

from portal.web import visit
from portal.web.guides.whose import paper_wording
from portal.web.locale import language, tag, tongue, words

if TYPE_CHECKING:
    from portal.guides import Chapter, Guide

COSTS_CHAPTERS: Final = frozenset(
    {"employing-a-personal-assistant/the-money", "how-the-money-works/what-it-can-pay-for"}
)
"""Chapters that the cost calculator goes with."""


def tools_for(guide: Guide, chapter: Chapter) -> list[tuple[str, str, str]]:
    """What goes with a chapter: words, address, and the language of the words."""
    place = f"{guide.name}/{chapter.name}"
    costs = [(_("What does it cost to employ someone?"), url_for("guides.employer_costs"), tag(language()))]
    papers = [each for each in visit.wiring().content.tools if place in each.chapters]
    named = [
        (words(each.title, paper_wording()), url_for("guides.tool", tool=each.name), tongue(each.title)["lang"])
        for each in papers
    ]
    return (costs if place in COSTS_CHAPTERS else []) + named
