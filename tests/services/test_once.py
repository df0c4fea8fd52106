"""What a form brings is kept once, also where it comes twice at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Action
from portal.services import additions, once
from tests.services.test_sending import sent

if TYPE_CHECKING:
    from tests.services.town import Town


def test_the_same_from_the_same_page_is_one_row_and_anything_else_another(town: Town) -> None:
    ann = sent(town)
    for drawn, words in (("a", "I fell"), ("a", "I fell"), ("a", "Twice"), ("b", "I fell"), ("", "I fell"), ("", "Oh")):
        with ann.opening(Action.ADD) as (context, opened):
            additions.add(context, opened, words, drawn=drawn)
    with ann.opening(Action.READ) as (context, opened):
        kept = sorted(each.words for each in additions.additions(context, opened))
    assert kept == ["I fell", "I fell", "I fell", "Oh", "Twice"]


def test_nobody_makes_a_row_of_somebody_else_or_of_another_application(town: Town) -> None:
    found = set()
    for _ in range(2):
        with town.somebody().opening() as (context, opened):
            found |= {once.row_id(context, opened, "a", each) for each in ("addition", "message")}
    assert len(found) == 4
    assert {len(each) for each in found} == {16}
