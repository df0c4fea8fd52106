"""The scorer itself: it counts as people speak, and harder words give a higher grade."""

from __future__ import annotations

import pytest

from tests.guides.reading import COMPOUND, PASSIVE, grade, share, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("money", 2),
        ("ready", 2),
        ("idea", 3),
        ("assistant", 3),
        ("organisation", 5),
        ("favour", 2),
        ("PA", 2),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(("word", "count"), [("zorbelled", 3), ("grimple", 2), ("blicksom", 2)])
def test_a_word_that_no_dictionary_has_is_counted_by_its_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_office_words_read_harder_than_plain_ones() -> None:
    plain = ["You choose who helps you.", "We pay for it."]
    office = ["Individuals determine appropriate provision in consultation with the responsible authority."]
    assert grade(plain) < 3
    assert grade(office) > 12


def test_an_unavoidable_word_counts_as_a_word_but_not_as_a_hard_one() -> None:
    sentence = ["Your personal assistant helps you at home each day."]
    assert grade(sentence, {"personal assistant"}) < grade(sentence)


def test_voice_and_tense_are_told_apart() -> None:
    said = ["Your budget is worked out by us.", "We work it out.", "You will be told.", "It would have needed more."]
    assert share(said, PASSIVE) == 0.5
    assert share(said, COMPOUND) == 0.25
