"""Answers are kept as JSON, read back against the file of today, and never lost."""

import json
from decimal import Decimal

from portal.answers import Missing
from portal.questionnaires.answers_given import Document, Given, Place
from portal.questionnaires.loading import load
from tests.questionnaires.samples import SAMPLE

QUESTIONNAIRE = load(SAMPLE)
DOCUMENT: Document = {
    "first-name": "Ann",
    "washing": "some",
    "note": {"missing": "blank"},
    "helpers/a1b2": True,
    "helpers/c3d4": False,
    "helpers": "done",
    "helper-name/a1b2": "Bo",
    "helper-name/c3d4": "Cy",
    "helper-hours/a1b2": "12.5",
    "safe-now": ["fall", "fire"],
}


def test_a_document_is_read_and_written_without_change() -> None:
    given = Given.from_document(QUESTIONNAIRE, DOCUMENT)
    assert given.answer(Place("first-name")) == "Ann"
    assert given.answer(Place("note")) is Missing.BLANK
    assert given.answer(Place("helper-hours", "a1b2")) == Decimal("12.5")
    assert given.answer(Place("safe-now")) == ("fall", "fire")
    assert given.items_of("helpers") == ("a1b2",)
    assert json.loads(json.dumps(given.document())) == DOCUMENT


def test_what_was_never_given_is_unanswered() -> None:
    given = Given()
    assert given.answer(Place("washing")) is Missing.UNANSWERED
    assert given.answer(Place("helper-name", "a1b2")) is Missing.UNANSWERED
    assert given.items_of("helpers") == ()


def test_an_answer_that_no_longer_fits_is_kept_and_not_counted() -> None:
    old: Document = {"washing": "gone", "unheard-of": "x", "first-name/a1": "x", "helpers": "x"}
    given = Given.from_document(QUESTIONNAIRE, old)
    assert given.answer(Place("washing")) is Missing.UNANSWERED
    assert given.document() == old
    changed = given.with_answer(Place("washing"), "full")
    assert changed.document()["washing"] == "full"
    assert changed.document()["unheard-of"] == "x"


def test_a_renamed_question_keeps_its_answer() -> None:
    given = Given.from_document(QUESTIONNAIRE, {"wash": "full"})
    assert given.answer(Place("washing")) == "full"
    assert given.document() == {"washing": "full"}


def test_changing_an_answer_leaves_the_old_answers_as_they_were() -> None:
    before = Given.from_document(QUESTIONNAIRE, DOCUMENT)
    after = before.with_answer(Place("washing"), "full").with_answer(Place("helper-name", "a1b2"), "Di")
    assert (before.answer(Place("washing")), after.answer(Place("washing"))) == ("some", "full")
    assert after.document() == {**DOCUMENT, "washing": "full", "helper-name/a1b2": "Di"}
    assert before.document() == DOCUMENT


def test_adding_an_item_opens_its_list_again_and_taking_one_out_keeps_its_answers() -> None:
    given = Given.from_document(QUESTIONNAIRE, DOCUMENT).with_item("helpers", "e5f6")
    assert given.items_of("helpers") == ("a1b2", "e5f6")
    assert "helpers" not in given.done
    fewer = given.without_item("helpers", "a1b2").with_done("helpers")
    assert fewer.items_of("helpers") == ("e5f6",)
    assert fewer.answer(Place("helper-name", "a1b2")) == "Bo"
    kept = {"helpers/a1b2": False, "helpers/c3d4": False, "helpers/e5f6": True, "helpers": "done"}
    assert kept.items() <= fewer.document().items()
