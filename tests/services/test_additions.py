"""What is added after sending: beside what was sent, for whoever may read it, and new until staff have read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.db.happened import Happened
from portal.services import additions, casework
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import cases, entry
from portal.services.staff.worklists import Which
from tests.services.colleagues import at_work
from tests.services.company import let_in
from tests.services.test_sending import sent
from tests.services.test_withdrawing import on_lists

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town


def add(somebody: Somebody, words: str, section: str | None = None, *, council_only: bool = False) -> None:
    with somebody.opening(Action.ADD) as (context, opened):
        additions.add(context, opened, words, section, council_only=council_only)


def have_read(sam: Colleague, reference: str, seen: list[str]) -> None:
    with sam.visit() as context:
        additions.have_read(context, cases.fetch(context, entry.worker(context), reference, Action.ASSIGN), seen)


def words_for(somebody: Somebody) -> list[str]:
    with somebody.opening(Action.READ) as (context, opened):
        return [each.words for each in additions.additions(context, opened)]


def told(somebody: Somebody) -> int:
    with somebody.opening(Action.FOLLOW) as (context, opened):
        return sum(each.kind is Happened.ADDED for each in casework.timeline(context, opened).told)


def test_what_was_sent_stays_and_the_addition_stands_beside_it(town: Town) -> None:
    ann = sent(town)
    with ann.opening(Action.READ) as (context, opened):
        before, answers = casework.what_was_sent(context, opened), opened.contents.answers
    add(ann, "I fell on the stairs")
    with ann.opening(Action.READ) as (context, opened):
        assert casework.what_was_sent(context, opened) == before
        assert opened.contents.answers == answers
        [found] = additions.additions(context, opened)
    assert (found.words, found.role, found.own, found.written) == ("I fell on the stairs", Role.PERSON, True, town.now)
    assert f"A message: {ann.reference}" in [mail.subject for mail in town.mails()]


def test_what_is_for_the_council_alone_leaves_no_trace_for_those_who_help(town: Town) -> None:
    ann = sent(town)
    tom, bea = let_in(ann, Role.HELPER_FILLING, "Tom"), let_in(ann, Role.ADVOCATE_FOLLOWING, "Bea")
    add(ann, "Tom shouts", council_only=True)
    assert (words_for(tom), told(tom), told(bea)) == ([], 0, 0)
    add(tom, "She fell")
    assert words_for(tom) == ["She fell"]
    assert (told(tom), told(bea), told(ann)) == (1, 1, 2)
    assert set(words_for(ann)) == {"Tom shouts", "She fell"}
    with pytest.raises(NotPossible):
        add(tom, "mine alone", council_only=True)


def test_whoever_was_given_some_parts_reads_what_was_added_to_these(town: Town) -> None:
    ann = sent(town)
    [part, *_] = [each.id for each in ann.open().questionnaire.sections if not each.private]
    cy = let_in(ann, Role.HELPER_READING, "Cy", sections=frozenset({part}))
    add(ann, "to this part", part)
    add(ann, "to nothing in particular")
    assert words_for(cy) == ["to this part"]


def test_staff_find_what_is_new_until_they_have_read_it(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    add(ann, "Tom shouts", council_only=True)
    assert Which.ADDED in on_lists(sam, ann.reference)
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASSIGN)
        found = additions.additions(context, case.opened)
        assert [each.words for each in found] == ["Tom shouts"]
    shown = [each.id for each in found]
    add(ann, "He found my letter", council_only=True)
    have_read(sam, ann.reference, shown)
    assert Which.ADDED in on_lists(sam, ann.reference), "what came while it was read is new"
    with pytest.raises(NotPossible):
        have_read(sam, ann.reference, shown)
    with ann.opening(Action.READ) as (context, opened):
        shown = [each.id for each in additions.additions(context, opened)]
    have_read(sam, ann.reference, shown)
    assert Which.ADDED not in on_lists(sam, ann.reference)


def test_nothing_is_added_without_words_to_private_parts_or_by_those_who_only_read(town: Town) -> None:
    ann = sent(town)
    [private] = [each.id for each in ann.open().questionnaire.sections if each.private]
    for words, section in ((" ", None), ("I fell", "nowhere"), ("I fell", private)):
        with pytest.raises(NotPossible):
            add(ann, words, section)
    for role in (Role.HELPER_READING, Role.ADVOCATE_SPEAKING):
        with pytest.raises(NotAllowed):
            let_in(ann, role).open(Action.ADD)
    draft = town.somebody()
    with pytest.raises(NotAllowed):
        draft.open(Action.ADD)
