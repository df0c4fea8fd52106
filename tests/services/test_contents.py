"""The current document of an application: what it holds, and that nothing is lost on its way to the disk and back."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from portal.questionnaires.journey import Place
from portal.services import applications
from portal.services.opened import About, Contents

if TYPE_CHECKING:
    from tests.services.town import Town

NOTHING = Contents({}, {}, About())
PLACES = st.tuples(st.sampled_from(["washing", "helpers", "helper-name"]), st.sampled_from([None, "a1", "b2"]))
CHANGES = st.lists(st.tuples(PLACES, st.sampled_from(["some", "full", ["a", "b"], {"missing": "talk"}, True, None])))


@given(changes=CHANGES)
def test_each_place_knows_its_last_value_and_how_often_it_was_answered(changes: list[Any]) -> None:
    contents, values, times = NOTHING, {}, Counter[Any]()
    for (question, item), value in changes:
        place = (question, item)
        if value is None and place not in values:
            continue  # what is not there is never taken away
        contents = Contents.read(contents.with_value(question, item, value).written())
        times[place] += 1
        values[place] = value
        if value is None:
            del values[place]
    for place in times:
        assert contents.value(*place) == values.get(place)
        assert contents.sequence(*place) == times[place]


def test_an_item_more_takes_back_that_the_list_is_complete_and_not_how_often_that_was_said() -> None:
    done = NOTHING.with_value("helpers", None, "done")
    more = done.with_item("helpers", "a1")
    assert (more.value("helpers", None), more.value("helpers", "a1")) == (None, True)
    assert more.sequence("helpers", None) == 1
    assert more.with_value("helpers", None, "done").sequence("helpers", None) == 2


def test_an_answer_given_once_is_written_once() -> None:
    assert json.loads(NOTHING.with_value("washing", None, "some").written())["again"] == {}


def test_a_document_of_the_first_form_is_read() -> None:
    about = {"person_name": "Ann", "wishes": {"write": True, "ring": None, "email": None, "how": ""}}
    answers = {"washing": {"": "some"}, "helpers": {"a1": True, "": "done"}}
    sequences = {"washing/": 3, "helpers/a1": 1, "helpers/": 1, "notes/": 2}
    old = json.dumps({"answers": answers, "sequences": sequences, "about": about}).encode()
    contents = Contents.read(old)
    assert contents.answers == {"washing": "some", "helpers/a1": True, "helpers": "done"}
    assert [contents.sequence(each, None) for each in ("washing", "helpers", "notes", "other")] == [3, 1, 2, 0]
    assert contents.about.person_name == "Ann"
    assert Contents.read(contents.written()) == contents


def test_what_saving_hands_back_is_what_is_read_again(town: Town) -> None:
    ann = town.somebody()
    ann.answer("washing", "some")
    fresh = ann.answer("notes", "Late riser")
    assert fresh.contents == ann.open().contents
    assert vars(fresh.given) == vars(ann.open().given)


def test_what_saving_hands_back_holds_what_others_saved_meanwhile(town: Town) -> None:
    ann = town.somebody()
    stale = ann.open()
    ann.answer("washing", "full")
    with ann.visit() as context:
        fresh = applications.save_answer(context, stale, Place("notes"), "Late riser", seen=0)
    assert vars(fresh.given) == vars(ann.open().given)
