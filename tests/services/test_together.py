"""Several people at one application at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from portal.access import Action, State
from portal.questionnaires.journey import Place
from portal.services import accounts, applications, arrangements, casework, limits
from portal.services.on_paper import Paper, Signer
from portal.services.opened import Wishes
from portal.services.refusals import Conflict, NotAllowed, NotFound, NotPossible, TooMany, WrongCode
from portal.services.staff import entry, paper
from tests.services.colleagues import at_work
from tests.services.company import come_in, helping, letter_of, taken_over
from tests.services.town import A_MOMENT, code_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.services.opened import Opened
    from portal.services.staff.people import Worker
    from tests.services.town import Somebody, Town


def at_once(*things: Callable[[], object]) -> list[object]:
    """Do things in threads that start together; an exception is a result."""
    start = threading.Barrier(len(things))

    def do(thing: Callable[[], object]) -> object:
        start.wait()
        try:
            return thing()
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(do, things))


def kept(town: Town) -> list[tuple[str, int]]:
    with town.visit(write=False) as context:
        rows = context.session.connection().execute(text("SELECT question, sequence FROM answers ORDER BY 1, 2"))
        return [(row.question, row.sequence) for row in rows]


def test_two_people_who_answer_different_questions_lose_nothing(town: Town) -> None:
    ann = town.somebody()
    for number in range(8):
        washing = ["alone", "some", "full"][number % 3]
        at_once(
            partial(ann.answer, "notes", f"Note {number}"),
            partial(ann.answer, "name", f"Ann {number}"),
            partial(ann.answer, "washing", washing),
        )
        opened = ann.open()
        found = [opened.given.answer(Place(each)) for each in ("notes", "name", "washing")]
        assert found == [f"Note {number}", f"Ann {number}", washing]
    assert len(kept(town)) == 24


def test_two_people_who_answer_the_same_question_are_both_told(town: Town) -> None:
    ann = town.somebody()
    for number in range(8):
        seen = ann.open().seen(Place("notes"))
        results = at_once(
            partial(ann.answer, "notes", f"Ann {number}", seen=seen),
            partial(ann.answer, "notes", f"Tom {number}", seen=seen),
        )
        conflicts = [each for each in results if isinstance(each, Conflict)]
        assert len(conflicts) == 1
        (conflict,) = conflicts
        assert {conflict.theirs, conflict.yours} == {f"Ann {number}", f"Tom {number}"}
        assert ann.open().given.answer(Place("notes")) == conflict.theirs
    assert kept(town) == [("notes", number + 1) for number in range(8)]


def test_the_person_and_a_helper_who_answer_the_same_question_at_once_are_both_told(town: Town) -> None:
    tom = helping(town)
    ann = taken_over(town, tom)
    for number in range(4):
        seen = ann.open().seen(Place("notes"))
        results = at_once(
            partial(ann.answer, "notes", f"Ann {number}", seen=seen),
            partial(tom.answer, "notes", f"Tom {number}", seen=seen),
        )
        [conflict] = [each for each in results if isinstance(each, Conflict)]
        assert {conflict.theirs, conflict.yours} == {f"Ann {number}", f"Tom {number}"}
        assert ann.open().given.answer(Place("notes")) == tom.open().given.answer(Place("notes")) == conflict.theirs
    assert kept(town) == [("notes", number + 1) for number in range(4)]


def test_a_letters_code_used_twice_at_once_lets_in_one(town: Town) -> None:
    code = letter_of(helping(town))

    def use() -> object:
        try:
            return come_in(town, code).token
        except WrongCode:
            return "wrong"

    assert at_once(use, use, use).count("wrong") == 2


def test_people_who_add_at_once_each_have_their_item(town: Town) -> None:
    ann = town.somebody()

    def add() -> str:
        with ann.opening() as (context, opened):
            return applications.add_item(context, opened, "helpers")[1]

    items = at_once(add, add, add)
    assert set(ann.open().given.items_of("helpers")) == set(items)


def test_wrong_tries_at_once_are_all_counted(town: Town) -> None:
    def try_it() -> str:
        try:
            with town.visit() as context:
                return str(limits.count_first(context, limits.WRONG_CODES, "somebody"))
        except TooMany:
            return "locked"

    results = [each for _ in range(4) for each in at_once(try_it, try_it)]
    assert sorted(map(str, results)) == ["0", "1", "2", "3", "4", "locked", "locked", "locked"]


def test_two_who_choose_at_once_lose_neither_choice(town: Town) -> None:
    ann = town.somebody()

    def offer(guide: str) -> None:
        with ann.opening() as (context, opened):
            arrangements.guide_shown(context, opened, guide)

    at_once(lambda: offer("one"), lambda: offer("two"), lambda: offer("three"))
    with ann.opening(Action.READ) as (context, opened):
        assert set(arrangements.choice(context, opened).guides) == {"one", "two", "three"}


def test_a_form_sent_in_two_tabs_at_once_is_sent_once(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()

    def send() -> str:
        try:
            ann.send()
        except (NotAllowed, NotPossible) as refusal:
            return type(refusal).__name__
        return "sent"

    assert at_once(send, send, send).count("sent") == 1
    with town.visit(write=False) as context:
        assert context.session.connection().execute(text("SELECT number FROM submissions")).scalars().all() == [1]


def test_staff_who_open_and_a_person_who_takes_back_do_not_both_succeed(town: Town) -> None:
    for _ in range(4):
        ann = town.somebody()
        ann.answer_everything()
        ann.send()

        def take_back(ann: Somebody = ann) -> str:
            try:
                with ann.opening(Action.RECALL) as (context, opened):
                    applications.recall(context, opened)
            except (NotAllowed, NotPossible):
                return "too late"
            return "taken back"

        def open_it(reference: str = ann.reference) -> str:
            try:
                with town.visit() as context:
                    casework.open_sent(context, reference)
            except NotFound:
                return "gone"
            return "opened"

        results = at_once(take_back, open_it)
        assert results in (["taken back", "gone"], ["too late", "opened"])
        assert ann.open().state is (State.DRAFT if results[0] == "taken back" else State.OPENED)


def test_a_code_entered_twice_at_once_signs_in_once(town: Town) -> None:
    ann = town.somebody()
    ann.prove_email("ann@example.org")
    town.later(A_MOMENT)
    with town.visit() as context:
        ticket = accounts.ask_for_code(context, "ann@example.org")
    code = code_in(town.mails()[-1])

    def enter() -> str:
        try:
            with town.visit() as context:
                return accounts.sign_in_by_code(context, ticket, code).token
        except WrongCode:
            return "wrong"

    results = at_once(enter, enter, enter)
    assert results.count("wrong") == 2


STEPS = st.lists(
    st.tuples(st.sampled_from(["name", "notes", "washing"]), st.sampled_from(["alone", "some", "full"]), st.booleans()),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_answer_is_ever_lost_or_silently_overwritten(town: Town, steps: list[tuple[str, str, bool]]) -> None:
    """Two tabs at random: each answer that was not refused is a row, and the page shows the last of them."""
    ann = town.somebody()
    stale = ann.open(Action.ANSWER)
    expected: dict[str, list[str]] = {}
    for question, value, from_old_tab in steps:
        _step(ann, stale if from_old_tab else ann.open(Action.ANSWER), question, value, expected)
    opened = ann.open()
    for question, values in expected.items():
        assert opened.given.answer(Place(question)) == values[-1]
        assert opened.seen(Place(question)) == len(values)


def _step(ann: Somebody, opened: Opened, question: str, value: str, expected: dict[str, list[str]]) -> None:
    place, given = Place(question), expected.get(question, [])
    conflict = None
    with ann.visit() as context:
        try:
            applications.save_answer(context, opened, place, value, opened.seen(place))
        except Conflict as met:
            conflict = met
    if conflict is not None:
        assert conflict.theirs == given[-1] != value == conflict.yours
    elif not given or given[-1] != value:
        expected[question] = [*given, value]


def test_of_two_workers_who_take_on_one_paper_form_one_types_it_in(town: Town) -> None:
    sam, kim = at_work(town), at_work(town, email="kim@council.example")
    with sam.visit() as context:
        here = entry.worker(context)
        came = Paper(context.today, Signer.PERSON, "Ann Archer")
        reference = paper.begin(context, here, "small", "Ann Archer", came, Wishes()).reference

    def take_on(worker: Worker) -> None:
        with suppress(NotPossible), town.visit() as context:  # whoever was overtaken learns it
            paper.take_on(context, worker, reference)

    for _ in range(4):
        with sam.visit() as context:
            paper.take_on(context, here, reference)
            paper.put_down(context, here, reference)
        at_once(partial(take_on, here), partial(take_on, kim.who()))
        with town.visit(write=False) as context:
            assert [each.reference for each in paper.unfinished(context, here)] == [reference]


def test_of_two_presses_at_once_the_later_one_counts_the_form_that_the_first_began(town: Town) -> None:
    sam = at_work(town)

    def counted() -> int:
        with sam.visit() as context:
            return paper.begun_so_far(context, entry.worker(context))

    with ThreadPoolExecutor(1) as pool:
        with sam.visit() as context:
            here, came = entry.worker(context), Paper(context.today, Signer.PERSON, "Ann Archer")
            assert paper.begun_so_far(context, here) == 0
            later = pool.submit(counted)
            wait([later], timeout=0.3)
            paper.begin(context, here, "small", "Ann Archer", came, Wishes())
        assert later.result() == 1
