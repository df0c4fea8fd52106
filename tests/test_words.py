"""Which words a reader gets, and what fills the places in them."""

import pytest

from portal.files import Complaint, parse_yaml
from portal.words import Placeholder, Text, Wording, fill, placeholders, read_text, unknown_transform


def test_each_reader_has_a_wording() -> None:
    readers = [Wording.of(easy=easy, helper=helper) for easy in (False, True) for helper in (False, True)]
    assert readers == [Wording.STANDARD, Wording.FOR_HELPER, Wording.EASY, Wording.EASY_FOR_HELPER]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (Text("k", "s", "e", "h", "eh"), ["s", "e", "h", "eh"]),
        (Text("k", "s", "e", "h"), ["s", "e", "h", "h"]),
        (Text("k", "s", "e"), ["s", "e", "s", "e"]),
        (Text("k", "s"), ["s", "s", "s", "s"]),
    ],
)
def test_a_missing_wording_falls_back_without_speaking_to_the_wrong_person(text: Text, shown: list[str]) -> None:
    assert [text.in_wording(wording) for wording in Wording] == shown


def test_the_translation_is_kept_under_the_wording_that_is_found() -> None:
    text = Text("adult/washing/text", "s", for_helper="h")
    assert text.message(Wording.EASY) == ("adult/washing/text standard", "s")
    assert text.message(Wording.EASY_FOR_HELPER) == ("adult/washing/text for_helper", "h")
    assert list(text.messages()) == [("adult/washing/text standard", "s"), ("adult/washing/text for_helper", "h")]


def test_places_are_found_and_filled() -> None:
    words = "Does {first-name} see {people | count} people?"
    assert placeholders(words) == (Placeholder("first-name"), Placeholder("people", "count"))
    assert fill(words, lambda place: {"first-name": "Ann", "people": "2"}[place.question]) == "Does Ann see 2 people?"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{a}", lambda _place: "{b}") == "{b}"


def test_an_unknown_transform_is_told_the_near_one() -> None:
    assert unknown_transform(Placeholder("a", "first_word")) == "Did you mean `first-word`?"
    assert unknown_transform(Placeholder("a", "money")) is None


def test_a_text_is_plain_words_or_its_wordings() -> None:
    complaints: list[Complaint] = []
    assert read_text(parse_yaml("Washing", "a.yaml"), "k", complaints) == Text("k", "Washing")
    full = parse_yaml("{text: s, easy: e, for_helper: h, easy_for_helper: eh}", "a.yaml")
    assert read_text(full, "k", complaints) == Text("k", "s", "e", "h", "eh")
    assert complaints == []


def test_a_misspelt_wording_is_a_complaint() -> None:
    complaints: list[Complaint] = []
    read_text(parse_yaml("{text: s, for_helpr: h}", "a.yaml"), "k", complaints, "question washing")
    assert "Did you mean `for_helper`?" in str(complaints[0])
    read_text(parse_yaml("[s]", "a.yaml"), "k", complaints, "question washing")
    assert (complaints[1].code, complaints[1].where) == ("wrong-kind", "question washing")
