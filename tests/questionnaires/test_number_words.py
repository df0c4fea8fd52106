"""Numbers as people write them: in words, with what is counted, as a guess, as two."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.answers import Answer
from portal.questionnaires.number_words import bare, is_range
from portal.questionnaires.problems import Problem, ProblemCode
from tests.questionnaires.test_kinds import code, read_one

TIMES = "unit: times a week"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("two", 2),
        ("Twenty", 20),
        ("twice", 2),
        ("3 times", 3),
        ("3times", 3),
        ("1 time", 1),
        ("about 3", 3),
        ("around three times a week", 3),
        ("3 a week", 3),
        ("3 times per week", 3),
    ],
)
def test_a_number_may_be_spelled_out_guessed_or_followed_by_what_is_counted(words: str, answer: Answer) -> None:
    assert read_one("whole_number", words, TIMES) == answer


def test_money_may_be_followed_by_pounds() -> None:
    assert read_one("money", "about £20 a week", "unit: pounds a week") == Decimal("20.00")
    assert read_one("money", "20 pounds") == Decimal("20.00")


@pytest.mark.parametrize("words", ["2-3", "2 – 3", "2 to 3", "two or three", "about 2-3 times a week"])
def test_two_numbers_are_told_apart_from_none(words: str) -> None:
    assert code(read_one("whole_number", words, TIMES)) is ProblemCode.TWO_NUMBERS


@pytest.mark.parametrize("words", ["3 times a day", "30 minutes", "3 hours", "many", "twenty-five", "about", "-"])
def test_another_unit_or_no_number_is_never_guessed_at(words: str) -> None:
    assert code(read_one("whole_number", words, TIMES)) is ProblemCode.NOT_A_NUMBER


@given(st.text(max_size=80), st.sampled_from(["", "times a week", "hours a week", "pounds"]))
def test_whatever_is_typed_is_read_without_falling_over(words: str, unit: str) -> None:
    assert isinstance(bare(words, unit), str)
    assert is_range(words, unit) in {True, False}
    assert isinstance(read_one("whole_number", words), int | Problem | str)
