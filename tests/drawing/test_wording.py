"""Conditions as an author hears them."""

import pytest

from portal.conditions import read_condition
from portal.drawing.wording import in_words
from portal.files import parse_yaml
from portal.questionnaires.loading import load
from tests.questionnaires.samples import SAMPLE


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{question: washing, is: alone}", "washing is “I can”"),
        ("{question: washing, any_of: [some, full]}", "washing is “With some help” or “With full help”"),
        (
            "{question: washing, any_of: [full, not-sure, talk]}",
            "washing is “With full help”, not sure or would rather talk",
        ),
        ("{question: safe-now, is: fire}", "safe-now includes “Fire”"),
        ("{not: {question: safe-now, is: fire}}", "safe-now does not include “Fire”"),
        ("{not: {question: who, is: yes}}", "who is not “Yes”"),
        ("{question: washing-times, at_least: 3}", "washing-times is at least 3"),
        ("{question: washing-times, at_least: 3, at_most: 3}", "washing-times is exactly 3"),
        ("{question: helpers, at_least: 1, at_most: 2}", "helpers has at least 1 and at most 2"),
        ("{question: note, answered: true}", "note is answered"),
        ("{question: note, answered: false}", "note is not answered"),
        ("{not: {question: washing-times, at_least: 3}}", "not (washing-times is at least 3)"),
        (
            "{all: [{question: who, is: yes}, {any: [{question: note, answered: true}, {question: who, is: no}]}]}",
            "who is “Yes” and (who is “No” or note is answered)",
        ),
        ("{question: unheard-of, is: x}", "unheard-of is “x”"),
    ],
)
def test_a_condition_is_said_with_the_words_of_the_options(written: str, said: str) -> None:
    condition = read_condition(parse_yaml(written, "c.yaml"), [])
    assert in_words(condition, load(SAMPLE)) == said


def test_alternatives_that_wait_for_the_same_answer_are_said_in_one_breath() -> None:
    written = "{any: [{question: a, is: x}, {question: b, is: x}, {question: c, is: y}]}"
    assert in_words(read_condition(parse_yaml(written, "c.yaml"), [])) == "a or b is “x” or c is “y”"


def test_no_condition_needs_no_words() -> None:
    assert in_words(None) == ""
