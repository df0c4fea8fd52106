"""Saving answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from portal.access import Action, Role
from portal.answers import Missing
from portal.questionnaires.journey import Place
from portal.services import applications, limits
from portal.services.opened import Ground
from portal.services.refusals import Conflict, NotPossible, TooMany

if TYPE_CHECKING:
    from tests.services.town import Town

WASHING = Place("washing")


def rows(town: Town, statement: str) -> list[tuple[object, ...]]:
    with town.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(statement))]


def test_an_answer_is_there_when_the_page_is_opened_again(town: Town) -> None:
    ann = town.somebody()
    ann.answer("washing", "some")
    assert ann.open().given.answer(WASHING) == "some"


def test_each_answer_is_one_more_row_and_one_event(town: Town) -> None:
    ann = town.somebody()
    ann.answer("washing", "some")
    ann.answer("washing", "full")
    ann.answer("notes", Missing.NOT_SURE)
    kept = rows(town, "SELECT question, sequence, replaces FROM answers ORDER BY question, sequence")
    assert kept == [("notes", 1, None), ("washing", 1, None), ("washing", 2, 1)]
    assert [row[0] for row in rows(town, "SELECT kind FROM events ORDER BY id")] == ["begun"] + 3 * ["answered"]


def test_the_same_answer_again_changes_nothing(town: Town) -> None:
    ann = town.somebody()
    first = ann.answer("washing", "some", seen=0)
    assert ann.answer("washing", "some", seen=0).version == first.version
    assert len(rows(town, "SELECT 1 FROM answers")) == 1


def test_an_answer_to_a_page_that_was_overtaken_is_a_conflict_that_carries_both(town: Town) -> None:
    ann = town.somebody()
    ann.answer("washing", "some", seen=0)
    with pytest.raises(Conflict) as met:
        ann.answer("washing", "full", seen=0)
    assert (met.value.theirs, met.value.yours, met.value.place) == ("some", "full", WASHING)
    assert ann.open().given.answer(WASHING) == "some"
    ann.answer("washing", "full", seen=met.value.seen)
    assert ann.open().given.answer(WASHING) == "full"


def test_an_answer_to_another_question_is_merged(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (_, stale):
        pass
    ann.answer("washing", "some")
    with ann.visit() as context:
        fresh = applications.save_answer(context, stale, Place("notes"), "Late riser", seen=0)
    assert fresh.given.answer(WASHING) == "some"
    assert ann.open().given.answer(Place("notes")) == "Late riser"


@pytest.mark.parametrize(
    "place",
    [Place("nothing"), Place("helpers"), Place("washing", "a1"), Place("helper-name"), Place("helper-name", "a1")],
)
def test_what_is_not_asked_cannot_be_answered(town: Town, place: Place) -> None:
    ann = town.somebody()
    with pytest.raises(NotPossible):
        ann.answer(place.question, "x", place.item)


def test_items_are_added_answered_and_removed_and_their_answers_kept(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, opened):
        _, item = applications.add_item(context, opened, "helpers")
    ann.answer("helper-name", "Tom", item)
    with ann.opening() as (context, opened):
        assert opened.given.items_of("helpers") == (item,)
        applications.remove_item(context, opened, "helpers", item)
    opened = ann.open()
    assert opened.given.items_of("helpers") == ()
    assert opened.given.answer(Place("helper-name", item)) == "Tom"
    with pytest.raises(NotPossible):
        ann.answer("helper-name", "Tim", item)


def test_a_group_holds_no_more_than_it_says(town: Town) -> None:
    ann = town.somebody()
    for _ in range(3):
        with ann.opening() as (context, opened):
            applications.add_item(context, opened, "helpers")
    with ann.opening() as (context, opened), pytest.raises(NotPossible):
        applications.add_item(context, opened, "helpers")


def test_adding_an_item_opens_a_group_that_was_complete(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, opened):
        assert "helpers" in applications.finish_group(context, opened, "helpers").given.done
    with ann.opening() as (context, opened):
        fresh, _ = applications.add_item(context, opened, "helpers")
    assert "helpers" not in fresh.given.done
    with ann.opening() as (context, opened):
        assert "helpers" in applications.finish_group(context, opened, "helpers").given.done
    with ann.opening() as (context, opened):
        assert "helpers" not in applications.reopen_group(context, opened, "helpers").given.done
    assert "helpers" not in ann.open().given.done


def test_a_page_as_typed_is_kept_until_it_is_answered(town: Town) -> None:
    ann = town.somebody()
    typed: dict[str, list[str]] = {"answer": ["not an option", "\ud800"], "instead": []}
    with ann.opening() as (context, opened):
        assert applications.typed_at(context, opened, WASHING) is None
        applications.keep_typed(context, opened, WASHING, typed)
    with ann.opening() as (context, opened):
        assert applications.typed_at(context, opened, WASHING) == typed
        assert applications.typed_at(context, opened, Place("notes")) is None
    ann.answer("washing", "some")
    with ann.opening() as (context, opened):
        assert applications.typed_at(context, opened, WASHING) is None


def test_a_typed_page_outlives_a_refused_request(town: Town) -> None:
    ann = town.somebody()

    def refused() -> None:
        with ann.opening() as (context, opened):
            applications.keep_typed(context, opened, WASHING, {"answer": ["x"]})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()
    assert ann.open().pages_kept


def test_saving_in_a_storm_is_refused_until_a_stated_time(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, first):
        opened = first
        for number in range(limits.SAVES.most):
            opened = applications.save_answer(context, opened, Place("notes"), str(number))
    with pytest.raises(TooMany) as met:
        ann.answer("washing", "some")
    town.later(met.value.until - town.now)
    ann.answer("washing", "some")


def test_whoever_answers_for_the_person_sees_nothing_private(town: Town) -> None:
    tom = town.somebody(role=Role.HELPER, ground=Ground.AGREED, person_name="Ann")
    opened = tom.open()
    assert (opened.is_helper, opened.person_name) == (True, "Ann")
    assert "frightened" not in opened.questionnaire
    with pytest.raises(NotPossible):
        tom.answer("frightened", "Yes")


def test_a_page_of_one_step_takes_few_statements(town: Town) -> None:
    ann = town.somebody()
    asked: list[str] = []

    def count(_c: object, _cur: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(town.database.engine, "before_cursor_execute", count)
    ann.answer("washing", "some")
    assert len(asked) == 5
    ann.open(Action.READ)
    assert len(asked) == 6


def test_a_short_transaction_never_gives_up_what_was_written_before(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, opened):
        applications.save_answer(context, opened, WASHING, "some")
        with pytest.raises(RuntimeError):
            applications.keep_typed(context, opened, Place("notes"), {"answer": ["x"]})
    assert ann.open().given.answer(WASHING) == "some"
