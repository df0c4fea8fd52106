"""Exceptions that are changed or taken back: the figure follows, all stays on record, and the person reads it."""

from __future__ import annotations

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.allocation.basis import Lifted
from portal.allocation.record import as_record
from portal.services import budgets, casework
from portal.services.refusals import NotPossible
from portal.services.results import Final, final, results
from portal.services.staff import excepting, helping
from tests.web.desk import at_desk
from tests.web.test_exceptions import WHY, case_of, sent
from tests.web.test_people import ON_BOTH
from tests.web.test_staff_work import at, events, proposed

if TYPE_CHECKING:
    from portal.allocation.record import Json
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service


def with_exception(service: Service) -> tuple[Begun, str]:
    """An application whose cost in place is not the most any more, and where an officer changes that."""
    begun = sent(service)
    with service.acting() as context:
        excepting.make_exception(context, case_of(begun), Lifted.NO_CEILING, WHY)
    return begun, at(begun, "/exception")


def officer(service: Service, begun: Begun) -> Browser:
    """An officer who looks at it."""
    desk = at_desk(service, Role.OFFICER).browser()
    desk.fill(at(begun, "/purpose"), answer="my-case")
    return desk


def last_word(begun: Begun) -> Final:
    """The final budget, proposed or agreed."""
    with begun.opening(Action.BUDGET) as (context, opened):
        found = final(context, opened)
    assert found is not None
    return found


def figures(begun: Begun) -> list[dict[str, Json]]:
    """Everything that can be compared: the result that was sent, and each that an exception led to."""
    with begun.opening(Action.BUDGET) as (context, opened):
        return [as_record(each.outcome) for each in results(context, opened)]


def test_whatever_stood_before_each_leads_to_what_it_leads_to_alone(sqlite_service: Service) -> None:
    begun = sent(sqlite_service)
    case, whys = case_of(begun), iter("abcdef")
    order = (Lifted.NO_CEILING, Lifted.USE_SCHEME, None, Lifted.USE_SCHEME, Lifted.NO_CEILING, None)
    with sqlite_service.acting() as context:
        for lifted in order:
            if lifted is None:
                found = excepting.take_back(context, case, next(whys))
            else:
                found = excepting.make_exception(context, case, lifted, next(whys))
            assert [row.to_panel for row in casework.inbox(context)] == [lifted is not None]
            assert [route.rule for route in found.routes] == (["exception"] if lifted else [])
    was_sent, lifted_most, from_answers, *others = figures(begun)
    assert len({str(each) for each in (was_sent, lifted_most, from_answers)}) == 3
    assert others == [was_sent, from_answers, lifted_most, was_sent]
    with begun.opening(Action.BUDGET) as (context, opened):
        every = budgets.all_recorded(context, opened)
    assert [each.reason for each in every] == list("abcdef"), "nothing that was recorded is gone"
    stood = [each.before.reason if each.before else "" for each in every if isinstance(each, budgets.Excepted)]
    assert stood == ["", "a", "b", "", "d", "e"]


def test_an_officer_changes_it_and_takes_it_back_on_the_page_that_is_filled_in(sqlite_service: Service) -> None:
    begun, path = with_exception(sqlite_service)
    desk, page_of_case = officer(sqlite_service, begun), path.removesuffix("/exception")
    assert "Change the exception, or take it back" in desk.get(page_of_case).words
    page = desk.get(path)
    assert (page.form()["answer"], page.form()["reason"]) == ("no-ceiling", WHY)
    assert "This is what stands there." in desk.send(page, 422).words
    assert "Write why you take it back." in desk.send(page, 422, answer="take-back").words
    for _ in range(2):  # pressed twice, it is changed once
        desk.send(page, answer="use-scheme")
    desk.gets_back(page, "More was lifted.", field="reason", answer="use-scheme")
    back = desk.get(path)
    for _ in range(2):
        desk.send(back, answer="take-back", reason="He lives.")
    kinds = [each.split()[0] for each in events(sqlite_service, begun)]
    assert [each for each in kinds if each.startswith("exception")] == [
        "exception-made",
        "exception-changed",
        "exception-taken-back",
    ]
    page = desk.get(path)
    assert page.form().get("reason", "") == ""
    for said in ("What was recorded so far", "Sam Okafor", WHY, "He lives.", "Work it out from the answers after all"):
        assert said in page.words
    for words in (desk.get(page_of_case).words, begun.browser().get(f"{begun.path}/budget").words):
        assert "A worker took the exception back" in words
        assert "He lives." in words
    assert "It can be £100.00 a week at most" in begun.browser().get(f"{begun.path}/budget").words
    assert "Make an exception to the cost in place" in desk.get(page_of_case).words


def test_two_officers_at_once_and_the_second_gets_their_words_back(sqlite_service: Service) -> None:
    begun, path = with_exception(sqlite_service)
    sam, kim = officer(sqlite_service, begun), officer(sqlite_service, begun)
    old = kim.get(path)
    sam.send(sam.get(path), answer="take-back", reason="He lives.")
    kim.gets_back(old, "She moved.", field="reason", answer="use-scheme")
    assert "She moved." not in kim.get(path).words


@ON_BOTH
def test_two_officers_at_the_same_moment_and_one_of_them_is_told(service: Service) -> None:
    begun, path = with_exception(service)
    desks = [officer(service, begun) for _ in range(2)]
    pages, start = [desk.get(path).form() for desk in desks], threading.Barrier(2)

    def press(number: int) -> int:
        start.wait(10)
        return (
            desks[number].ask("POST", path, data={**pages[number], "reason": f"As number {number} says."}).status_code
        )

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [302, 400]
    with begun.opening(Action.BUDGET) as (context, opened):
        assert len(budgets.all_recorded(context, opened)) == 2


def test_the_person_reads_everywhere_that_it_was_changed_and_then_taken_back(sqlite_service: Service) -> None:
    begun = with_exception(sqlite_service)[0]
    case, person = case_of(begun), begun.browser()
    with sqlite_service.acting() as context:
        excepting.make_exception(context, case, Lifted.USE_SCHEME, "It is more than that.")
    assert "A worker changed the exception. The budget says why." in person.get(f"{begun.path}/timeline").words
    for page in ("budget", "copy"):
        words = person.get(f"{begun.path}/{page}").words
        assert "A worker changed the exception" in words
        assert "the figure was what the support costs, and could be more." in words
        assert "It is more than that." in words
        assert WHY not in words
    with sqlite_service.acting() as context:
        excepting.take_back(context, case, "He lives.")
    assert "A worker took the exception back. The budget says why." in person.get(f"{begun.path}/timeline").words
    for page in ("budget", "copy"):
        words = person.get(f"{begun.path}/{page}").words
        assert "A worker took the exception back" in words
        assert "the figure was worked out from the answers." in words
        assert "A worker made an exception for you." not in words, "no panel looks at it any more"
    held = json.loads(person.ask("GET", f"{begun.path}/everything.json").text)["decisions"]
    assert [each["contents"]["reason"] for each in held] == [WHY, "It is more than that.", "He lives."]
    easy = begun.browser().easy().get(f"{begun.path}/budget").words
    assert "It cannot be more." in easy
    assert "We do not do that now." in easy


def test_why_it_changed_names_what_was_changed_and_what_was_taken_back(sqlite_service: Service) -> None:
    begun = with_exception(sqlite_service)[0]
    case, person, changed = case_of(begun), begun.browser(), f"{begun.path}/budget/changed"
    with sqlite_service.acting() as context:
        excepting.make_exception(context, case, Lifted.USE_SCHEME, "It is more than that.")
        excepting.take_back(context, case, "He lives.")
    words = person.get(changed).words
    assert re.search(r"First: after a worker changed the exception on \w+ \d+ \w+ \d+ at \d", words), (
        "not the day alone"
    )
    assert re.search(r"Then: after a worker took the exception back on \w+ \d+ \w+ \d+ at \d", words)
    assert "He lives." in words
    assert "The budget starts from something else." in words
    words = person.get(f"{changed}?from=exception&to=exception-2").words
    assert "Then: after a worker changed the exception on" in words
    assert "It is more than that." in words
    assert "He lives." not in words
    words = person.get(f"{changed}?from=1&to=exception-3").words
    assert "Nothing changed." in words
    assert "A worker took the exception back" in words


def test_what_was_proposed_and_agreed_stays_whatever_becomes_of_the_exception(sqlite_service: Service) -> None:
    begun, path = with_exception(sqlite_service)
    sam, member = officer(sqlite_service, begun), at_desk(sqlite_service, Role.PANEL_MEMBER).browser()
    proposed(sam, begun)
    sums = last_word(begun).sums
    page = sam.get(path)
    assert "A final budget was proposed. It stays as it is." in page.words
    sam.send(page, answer="take-back", reason="He lives.")
    assert last_word(begun).sums == sums
    assert "A worker made an exception to where the budget starts." in member.get("/staff/?list=panel").words
    member.fill(at(begun, "/purpose"), answer="my-case")
    member.fill(at(begun, "/agree"), answer="yes", reason="It fits the plan")
    agreed = last_word(begun)
    assert agreed.agreed is not None
    sam.fill(path, answer="use-scheme", reason="He has moved out.")
    assert last_word(begun) == agreed
    assert "It fits the plan" in begun.browser().get(f"{begun.path}/letters/budget").words


def test_help_that_is_recorded_after_an_exception_was_taken_back_starts_from_the_cost(sqlite_service: Service) -> None:
    begun, _path = with_exception(sqlite_service)
    case = case_of(begun)
    with sqlite_service.acting() as context:
        excepting.take_back(context, case, "He lives.")
        [(_group, item), *_others] = helping.helpers(context, case)
        found = helping.record_help(context, case, {item: True}, "We rang.")
        assert found.routes == ()
        assert found.budget is not None
        assert found.budget.basis is not None
        assert found.budget.basis.ceiling == 100


def test_only_what_stands_is_taken_back_and_only_with_something_new(sqlite_service: Service) -> None:
    begun, fresh = with_exception(sqlite_service)[0], case_of(sent(sqlite_service))
    case = case_of(begun)
    with sqlite_service.acting() as context:
        with pytest.raises(NotPossible):
            excepting.take_back(context, fresh, WHY)
        with pytest.raises(NotPossible):
            excepting.take_back(context, case, " ")
        with pytest.raises(NotPossible):
            excepting.make_exception(context, case, Lifted.NO_CEILING, WHY)
        excepting.take_back(context, case, "He lives.")
        with pytest.raises(NotPossible):
            excepting.take_back(context, case, "He lives and is well.")
