"""What is written in private calls the safeguarding workers at once, and tells nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role, State
from portal.answers import Missing
from portal.questionnaires.model import Kind, Option, Question
from portal.services import applications, housekeeping
from portal.services import safety as calling
from portal.services.refusals import NotAllowed, NotFound, NotPossible, WrongCode
from portal.services.sharing import care_links, inviting
from portal.services.staff import cases, entry, safety
from portal.services.staff.worklists import Which
from portal.words import Text
from tests.services.colleagues import at_work
from tests.services.company import come_in, helping, let_in, letter_of, link_to_a_carer
from tests.services.test_complaining import complain, respond
from tests.services.test_withdrawing import on_lists
from tests.services.town import COUNCIL, DAY

if TYPE_CHECKING:
    from portal.answers import Answer
    from portal.services.staff.safety import Waiting, Written
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

WORDS = "The man next door"


def guardian(town: Town, email: str = "ada@council.example") -> Colleague:
    return at_work(town, Role.SAFEGUARDING_WORKER, email=email)


def waiting(worker: Colleague) -> tuple[Waiting, ...]:
    with worker.visit() as context:
        return safety.waiting(context, entry.worker(context))


def read(worker: Colleague, ann: Somebody) -> Written:
    with worker.visit() as context:
        return safety.read(context, cases.fetch(context, entry.worker(context), ann.reference, Action.SAFEGUARD))


def take_on(worker: Colleague, ann: Somebody) -> None:
    with worker.visit() as context:
        safety.take_on(context, cases.fetch(context, entry.worker(context), ann.reference, Action.SAFEGUARD))


def calls_mailed(town: Town) -> int:
    return len([each for each in town.mails() if each.subject == "Something needs you"])


def purge(town: Town) -> housekeeping.Purged:
    return housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now)


def asked(*options: Option) -> Question:
    return Question("safe", Kind.CHOICES if options else Kind.LONG_TEXT, Text("a", "A"), None, options=options)


CALM, LOUD = Option("yes", Text("b", "B"), calm=True), Option("no", Text("c", "C"))


@pytest.mark.parametrize(
    ("question", "answer", "called"),
    [
        (asked(CALM, LOUD), "yes", False),
        (asked(CALM, LOUD), "no", True),
        (asked(CALM, LOUD), ("yes", "no"), True),
        (asked(CALM, LOUD), Missing.NOT_SURE, True),
        (asked(CALM, LOUD), Missing.TALK, True),
        (asked(CALM, LOUD), Missing.NOT_APPLICABLE, False),
        (asked(), Missing.BLANK, False),
        (asked(), "  ", False),
        (asked(), "help", True),
    ],
)
def test_every_answer_calls_but_a_calm_or_empty_one(question: Question, answer: Answer, *, called: bool) -> None:
    assert calling.calls(question, answer) is called


def test_a_draft_calls_before_it_is_sent_and_the_mail_says_nothing(town: Town) -> None:
    ann, ada = town.somebody(), guardian(town)
    ann.answer("washing", "some")
    assert waiting(ada) == ()
    ann.answer("frightened", WORDS)
    assert [(each.reference, each.state) for each in waiting(ada)] == [(ann.reference, State.DRAFT)]
    mail = next(each for each in town.mails() if each.subject == "Something needs you")
    assert mail.to == "team@council.example"
    assert ann.reference not in mail.body
    assert WORDS not in mail.body


def test_the_worker_reads_all_that_was_written_also_what_was_emptied_later(town: Town) -> None:
    ann, ada = town.somebody(), guardian(town)
    ann.answer("name", "Ann Archer")
    ann.answer("frightened", WORDS)
    town.later(timedelta(minutes=1))
    ann.answer("frightened", Missing.BLANK)
    found = read(ada, ann)
    assert [each.answer for each in found.said] == [Missing.BLANK, WORDS]
    assert [answer for _, answer in found.reaching] == ["Ann Archer"]


def test_one_mail_goes_out_until_somebody_takes_it_on_and_more_calls_anew(town: Town) -> None:
    ann, ada = town.somebody(), guardian(town)
    for words in ("one", "two", "three"):
        ann.answer("frightened", words)
    assert calls_mailed(town) == 1
    take_on(ada, ann)
    assert waiting(ada) == ()
    with pytest.raises(NotPossible):
        take_on(guardian(town, "bob@council.example"), ann)
    ann.answer("frightened", "four")
    assert calls_mailed(town) == 2
    assert len(waiting(ada)) == 1


def test_nobody_else_at_the_council_learns_of_a_draft(town: Town) -> None:
    ann, sam = town.somebody(), at_work(town, Role.TEAM_MANAGER, Role.PANEL_MEMBER)
    ann.answer("frightened", WORDS)
    assert waiting(sam) == ()
    for action in (Action.SAFEGUARD, Action.READ, Action.FOLLOW):
        with sam.visit() as context, pytest.raises((NotFound, NotAllowed)):
            cases.fetch(context, entry.worker(context), ann.reference, action)


def test_the_safeguarding_worker_knows_of_no_draft_that_calls_nobody_and_reads_nothing_else_of_one(town: Town) -> None:
    ann, ada = town.somebody(), guardian(town)
    ann.answer("washing", "some")
    with ada.visit() as context, pytest.raises(NotFound):
        cases.fetch(context, entry.worker(context), ann.reference, Action.SAFEGUARD)
    ann.answer("frightened", WORDS)
    for action in (Action.READ, Action.BUDGET, Action.ASK):
        with ada.visit() as context, pytest.raises(NotFound):
            cases.fetch(context, entry.worker(context), ann.reference, action)


def test_reading_does_not_open_what_was_sent(town: Town) -> None:
    ann, ada = town.somebody(), guardian(town)
    ann.answer_everything()
    ann.send()
    assert read(ada, ann).said
    take_on(ada, ann)
    with ann.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)


def test_what_waits_is_not_purged_and_goes_long_after_it_was_taken_on(town: Town) -> None:
    ann, ada = town.somebody(), guardian(town)
    ann.answer("frightened", WORDS)
    town.later(300 * DAY)
    assert purge(town).unsaved_drafts == 0
    ada.come_in()
    take_on(ada, ann)
    town.later(179 * DAY)
    assert purge(town).unsaved_drafts == 0
    town.later(2 * DAY)
    assert purge(town).unsaved_drafts == 1


def test_deleting_leaves_it_to_the_workers_and_to_nobody_else(town: Town) -> None:
    tom = helping(town)
    ann = come_in(town, letter_of(tom))
    bea = let_in(ann, Role.HELPER_READING)
    with ann.opening(Action.SHARE) as (context, opened):
        code = inviting.invite(context, opened, inviting.Wanted("Cy", Role.HELPER))
    ann.answer("frightened", WORDS)
    ada = guardian(town)
    with ann.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    for each in (ann, tom, bea):
        with pytest.raises(NotFound):
            each.open(Action.FOLLOW)
    with pytest.raises(WrongCode):
        come_in(town, code, name="Cy")
    assert WORDS in str(read(ada, ann).said)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_deleting_takes_its_complaint_and_its_link_from_everybody_else(town: Town) -> None:
    """A complaint that waits on would tell officers that somebody was called."""
    carer, ada, sam = link_to_a_carer(town, ann := town.somebody()), guardian(town), at_work(town)
    carer.answer("frightened", WORDS)
    asked = complain(carer)
    assert on_lists(sam, carer.reference) == {Which.COMPLAINTS}
    with carer.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    assert on_lists(sam, carer.reference) == frozenset()
    with pytest.raises(NotFound):
        respond(sam, carer.reference, asked)
    with ann.opening(Action.INVITE) as (context, opened):
        assert care_links.links(context, opened) == ()
    take_on(ada, carer)
    town.later(181 * DAY)
    assert purge(town).unsaved_drafts == 2, "its complaint holds nothing back"
