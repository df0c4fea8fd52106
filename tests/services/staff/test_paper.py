"""Forms that came on paper: who types them in, from when the clocks run, what stays open, how the person comes in."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select, text, update

from portal.access import STAFF, Action, Role, State
from portal.answers import Missing
from portal.db import queries
from portal.db.happened import Happened
from portal.notices import Channel
from portal.questionnaires.journey import Place
from portal.services import applications, budgets, casework, exchange, housekeeping, signing, telling, visits
from portal.services.context import day_of
from portal.services.on_paper import Paper, Signer
from portal.services.opened import Telling, Wishes
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.sharing import own_views, seen
from portal.services.staff import cases, entry, paper, worklists
from portal.services.staff.people import Worker
from portal.services.staff.safety import waiting
from tests.services.colleagues import at_work
from tests.services.company import come_in
from tests.services.town import A_MOMENT, COUNCIL, DAY, NOON, Somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from portal.services.context import Context
    from portal.services.opened import Opened
    from tests.services.colleagues import Colleague
    from tests.services.town import Town

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)  # nothing here hangs on it

CAME = Paper(date(2026, 4, 28), Signer.PERSON, "Ann Archer", date(2026, 4, 25), "Cabinet 4")
ASKED = tuple(f"{number}. And this" for number in range(1, 7))
SAFE = Wishes(write=True, ring=False, email=False, how="Ring twice")


def begun(sam: Colleague, came: Paper = CAME, wishes: Wishes = SAFE) -> str:
    """The reference of a form that Sam begins to type in."""
    with sam.visit() as context:
        return paper.begin(context, entry.worker(context), "small", "Ann Archer", came, wishes).reference


@contextmanager
def typing(sam: Colleague, reference: str, action: Action = Action.ANSWER) -> Iterator[tuple[Context, Opened]]:
    with sam.visit() as context:
        yield context, applications.open(context, reference, action)


def typed_in(sam: Colleague, reference: str, *, leaving: str | None = None) -> Any:
    """Type all of it in, but leave one question open."""
    keyed = Somebody(sam.town, sam.token, reference)
    keyed.answer_everything()
    if leaving:
        with typing(sam, reference) as (context, opened):
            paper.leave_open(context, opened, Place(leaving), None)
    with typing(sam, reference, Action.SEND) as (context, opened):
        return paper.send(context, opened, asking=ASKED if leaving else ())


def code_for(sam: Colleague, reference: str) -> str:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), reference, Action.BRING_IN)
        return paper.letter(context, case)


def test_what_came_on_paper_counts_from_the_day_it_came(town: Town) -> None:
    sam = at_work(town)
    sent = typed_in(sam, begun(sam))
    assert day_of(sent.sent) == CAME.received
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), sent.reference, Action.READ)
        stages = casework.timeline(context, case.opened).stages
        frozen = casework.sent_whole(context, case.opened)
    assert {day_of(each.began) for each in stages if each.began} == {CAME.received}
    assert frozen is not None
    assert day_of(frozen.sent) == CAME.received
    assert frozen.contents["signed"]["name"] == "Ann Archer"
    assert (case.opened.contents.about.paper, case.opened.contents.about.reaching) == (
        Paper(**{**vars(CAME), "keyed_by": sam.who().party, "keyed": day_of(town.now)}),
        SAFE,
    )


def test_the_figure_typed_against_is_that_of_the_day_on_which_the_form_came(town: Town) -> None:
    sam = at_work(town)
    reference = begun(sam)
    with typing(sam, reference, Action.BUDGET) as (context, opened):
        assert budgets.result(context, opened).day == CAME.received


def test_that_it_began_is_on_record_once(town: Town) -> None:
    begun(at_work(town))
    kind = queries.tables["events"].c.kind
    with town.visit(write=False) as context:
        [_] = context.session.connection().execute(select(kind).where(kind == Happened.BEGUN))


def test_who_deletes_a_form_stands_in_the_log(town: Town) -> None:
    sam = at_work(town)
    reference = begun(sam)
    with typing(sam, reference, Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    events = queries.tables["events"].c
    with town.visit(write=False) as context:
        wanted = select(events.party_id, events.role, events.about).where(events.kind == Happened.PAPER_DELETED)
        [told] = context.session.connection().execute(wanted)
    assert tuple(told) == (sam.who().party, Role.KEYING, f"{reference} {CAME.received}")


def test_leave_to_type_ends_with_sending_and_covers_nothing_else(town: Town) -> None:
    sam, kim = at_work(town), at_work(town, email="kim@council.example")
    other, reference = town.somebody(), begun(sam)
    for worker, wanted in ((sam, other.reference), (kim, reference)):
        with pytest.raises(NotFound), typing(worker, wanted, Action.FOLLOW):
            pass
    for action in (Action.SHARE, Action.LETTER, Action.INVITE, Action.SAVE, Action.COMPLAIN):
        with pytest.raises(NotAllowed), typing(sam, reference, action):
            pass
    typed_in(sam, reference)
    with pytest.raises(NotFound), typing(sam, reference, Action.FOLLOW):
        pass


@pytest.mark.parametrize("signer", Signer)
def test_what_somebody_else_ticked_on_paper_is_not_the_persons_own_word(town: Town, signer: Signer) -> None:
    """It may be the helper's phone: nothing that is the person's alone goes there."""
    sam = at_work(town)
    reference = begun(sam, replace(CAME, signer=signer))
    with typing(sam, reference, Action.REACH) as (context, opened):
        chosen = telling.choose(context, opened, Telling(first=Channel.TEXT, number="07700 900 900"), not_at_home=False)
    about = chosen.contents.about
    assert about.home_is_safe()
    theirs = signer is Signer.PERSON
    assert (about.home_is_safe(alone=True), about.telling_alone().number != "") == (theirs, theirs)


@pytest.mark.parametrize("change", ["staff_roles SET role = 'auditor'", "staff SET programmes = 'carer'"])
def test_leave_to_type_lasts_no_longer_than_the_right_to(town: Town, change: str) -> None:
    sam = at_work(town)
    reference = begun(sam)
    with town.visit() as context:
        context.session.connection().execute(text(f"UPDATE {change}"))
    with pytest.raises(NotFound), typing(sam, reference):
        pass


def test_an_answer_that_stands_on_the_form_after_all_takes_the_mark_away(town: Town) -> None:
    sam = at_work(town)
    reference, place = begun(sam), Place("washing")
    typist = Somebody(town, sam.token, reference)
    with typing(sam, reference) as (context, opened):
        paper.leave_open(context, opened, place, None)
    for _ in range(2):  # also when the button is pressed again
        with typing(sam, reference) as (context, opened):
            assert place in paper.left_open(paper.leave_open(context, opened, place, None))
    typist.answer("washing", Missing.NOT_SURE)
    with typing(sam, reference) as (_, opened):
        assert place not in paper.left_open(opened)
        assert opened.given.answer(place) is Missing.NOT_SURE


def test_a_worker_who_went_away_has_to_sign_in_again(town: Town) -> None:
    sam = at_work(town)
    reference = begun(sam)
    with typing(sam, reference) as (context, opened):
        assert (opened.saved, opened.state) == (True, State.DRAFT)  # kept as long as any other that was saved
        visits.stay(context, opened)
    town.later(entry.IDLE)
    with pytest.raises(NotFound), typing(sam, reference):
        pass


def test_a_form_is_put_down_and_taken_on_by_one_at_a_time(town: Town) -> None:
    sam, kim = at_work(town), at_work(town, email="kim@council.example")
    reference = begun(sam)
    with kim.visit() as context, pytest.raises(NotPossible):
        paper.put_down(context, entry.worker(context), reference)
    with sam.visit() as context:
        paper.put_down(context, entry.worker(context), reference)
    with kim.visit() as context:
        [waits] = paper.unfinished(context, entry.worker(context))
        assert (waits.reference, waits.holder) == (reference, None)
        paper.take_on(context, entry.worker(context), reference)
    typed_in(kim, reference)
    with kim.visit() as context:
        assert paper.unfinished(context, entry.worker(context)) == ()


def test_a_form_that_nobody_finishes_waits_however_long(town: Town) -> None:
    reference = begun(at_work(town))
    town.later(2 * COUNCIL.retention_days.draft_saved * DAY)
    assert housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now).saved_drafts == 0
    with town.visit(write=False) as context:
        assert paper.one(context, somebody_in(Role.OFFICER), reference)


def test_a_form_that_should_have_been_read_by_now_is_late_with_who_began_it(town: Town) -> None:
    sam, kim = at_work(town), at_work(town, email="kim@council.example")
    reference, came = begun(sam), replace(CAME, received=day_of(NOON))
    begun(sam, came)  # its time has only begun
    began = town.now
    town.later(A_MOMENT)
    with kim.visit() as context:
        paper.take_on(context, entry.worker(context), reference)
        [late] = worklists.everything(context, entry.worker(context))
        assert worklists.how_many_late(context) == 1
        assert worklists.everything(context, somebody_in(Role.PANEL_MEMBER)) == ()
    assert late.paper is not None
    assert (late.reference, late.lists, late.days) == (reference, {worklists.Which.LATE}, 6)
    assert (late.officer, late.paper.begun_by, late.paper.begun) == (kim.who().party, sam.who().party, began)
    typed_in(kim, reference)
    with kim.visit() as context:
        lists = {row.reference: row.lists for row in worklists.everything(context, entry.worker(context))}
    assert lists == {reference: {worklists.Which.NEW, worklists.Which.LATE}}


def test_who_puts_a_form_down_leaves_it_to_a_colleague_who_took_it_on_meanwhile(town: Town) -> None:
    sam, kim = at_work(town), at_work(town, email="kim@council.example")
    reference, other = begun(sam), kim.who().party

    def kim_takes_it_on(connection: Connection, *_: object) -> None:
        connection.execute(update(queries.tables["grants"]).values(party_id=other))

    with sam.visit() as context:
        worker = entry.worker(context)
        event.listen(context.session.connection(), "after_cursor_execute", kim_takes_it_on, once=True)
        with pytest.raises(NotPossible):
            paper.put_down(context, worker, reference)
        assert paper.one(context, worker, reference).holder == other


def test_only_those_whose_work_it_is_type_in_what_can_be(town: Town) -> None:
    today = day_of(NOON)
    impossible = [
        Paper(today + DAY, Signer.PERSON, "Ann"),
        Paper(today - paper.OLDEST - DAY, Signer.PERSON, "Ann"),
        Paper(today, Signer.PERSON, "Ann", dated=today + DAY),
        Paper(today, Signer.ATTORNEY, " "),
    ]
    with town.visit() as context:
        for role in STAFF - paper.KEYS_IN:
            with pytest.raises(NotAllowed):
                paper.begin(context, somebody_in(role), "small", "Ann", CAME, SAFE)
        for came in impossible:
            with pytest.raises(NotPossible):
                paper.begin(context, somebody_in(Role.OFFICER), "small", "Ann", came, SAFE)


def somebody_in(role: Role) -> Worker:
    """Somebody at the council, who need not sign in here."""
    return Worker("party", "Sam", "", frozenset({role}), frozenset(), None, None, (), None, enrolled=True)


def test_what_the_form_leaves_open_is_no_answer_and_is_asked_after_sending(town: Town) -> None:
    sam = at_work(town, Role.TEAM_MANAGER)
    reference = begun(sam)
    sent = typed_in(sam, reference, leaving="washing")
    assert sent.given.answer(Place("washing")) is Missing.NOT_SURE
    ann = come_in(town, code_for(sam, reference))
    with ann.opening(Action.MESSAGE) as (context, opened):
        asked = exchange.messages(context, opened)
        assert [(each.words, each.is_open) for each in asked] == [(words, True) for words in ASKED]
        assert {each.role for each in asked} == {Role.TEAM_MANAGER}
        assert paper.left_open(opened) == (Place("washing"),)
    with ann.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)
    ann.answer("washing", "some")
    assert paper.left_open(ann.open()) == ()
    with sam.visit() as context:  # it is theirs now, and nobody types it in for them
        assert paper.unfinished(context, entry.worker(context)) == ()


def test_staying_safe_calls_as_on_the_screen_and_an_empty_line_calls_nobody(town: Town) -> None:
    sam = at_work(town)
    empty, written = begun(sam), begun(sam)
    with typing(sam, empty) as (context, opened):
        paper.leave_open(context, opened, Place("frightened"), None)
    with typing(sam, written) as (context, opened):
        applications.save_answer(context, opened, Place("frightened"), "The man next door")
    with town.visit() as context:
        called = waiting(context, somebody_in(Role.SAFEGUARDING_WORKER))
    assert [each.reference for each in called] == [written]


def test_the_person_comes_in_with_the_letters_code_and_sees_it_differently(town: Town) -> None:
    sam = at_work(town)
    reference = begun(sam)
    typed_in(sam, reference)
    ann = come_in(town, code_for(sam, reference))
    with ann.opening(Action.DIFFER) as (context, opened):
        assert Place("washing") in own_views.by_others(context, opened)
        own_views.say(context, opened, Place("washing"), "That is not what I wrote")
        assert {each.role for each in own_views.by_others(context, opened).values()} == {Role.KEYING}
        assert signing.under(context, opened).name == "Ann Archer"
        assert seen.story(context, opened)
    with pytest.raises(NotPossible):
        code_for(sam, reference)


def test_no_letter_goes_where_letters_are_not_safe(town: Town) -> None:
    sam = at_work(town)
    reference = begun(sam, wishes=Wishes(write=False, ring=True))
    typed_in(sam, reference)
    with pytest.raises(NotPossible):
        code_for(sam, reference)
    assert {each.to for each in town.mails()} == {COUNCIL.team_inbox}


def test_who_signed_says_whether_a_worker_leads_the_assessment(town: Town) -> None:
    sam = at_work(town)
    for signer in Signer:
        came = Paper(day_of(NOON), signer, "" if signer is Signer.NOBODY else "Tom Archer")
        sent = typed_in(sam, begun(sam, came))
        with sam.visit() as context:
            case = cases.fetch(context, entry.worker(context), sent.reference, Action.READ)
            under = signing.under(context, case.opened)
        cannot = {Signer.ATTORNEY, Signer.DEPUTY, Signer.BEST_INTERESTS}
        assert (under.name, under.for_a_worker) == (came.signed, signer in cannot)
