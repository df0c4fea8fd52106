"""What fits into a packed vector comes back as it was; what does not is told as something else, never cut short."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portal.allocation.caseload.people import Column
from portal.allocation.caseload.vectors import unpack
from portal.allocation.packing import (
    BLANK,
    DAY,
    FIRST_WORD,
    MOST_ITEMS,
    NOT_ASKED,
    NUMBER,
    OTHER,
    SEVERAL,
    Layout,
    Packed,
    pack,
)
from portal.answers import Missing

WORDS = tuple(f"word-{number}" for number in range(9))
LAYOUT = Layout(
    "any",
    (
        Packed("number", "number", WORDS),
        Packed("day", "date", WORDS),
        Packed("eight", "choices", WORDS[:8]),
        Packed("nine", "choices", WORDS),
        Packed("choice", "choice", WORDS),
        Packed("first", "group", inside=(Packed("sure", "choice", WORDS), Packed("hours", "number"))),
        Packed("second", "group", inside=(Packed("picks", "choices", WORDS),)),
    ),
)


def column(name: str, *answers: object) -> Column:
    """The column of a question for people of whom each gave one of these answers."""
    return unpack([pack({name: one}, LAYOUT) for one in answers], LAYOUT).column(name)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (None, NOT_ASKED),
        (Missing.BLANK, BLANK),
        (Decimal("2.50"), NUMBER),
        (-3, NUMBER),
        (2**62 - 1, NUMBER),
        (2**62, OTHER),
        (-(2**62), OTHER),
        (Decimal("0." + "0" * 17 + "1"), NUMBER),
        (Decimal("0." + "0" * 18 + "1"), OTHER),
        (Decimal("NaN"), OTHER),
        (Decimal("Infinity"), OTHER),
        (True, OTHER),
        ("word-3", FIRST_WORD + 3),
        ("word-9", OTHER),
        (("word-3",), OTHER),
        (date(2026, 1, 1), OTHER),
    ],
)
def test_a_number_is_kept_whole_or_not_at_all(answer: Any, code: int) -> None:
    found = column("number", answer)
    assert found.codes.tolist() == [code]
    if code == NUMBER:
        assert found.numbers is not None
        assert found.numbers.decimals() == [Decimal(answer)]


def test_long_and_short_numbers_of_one_question_come_back_together() -> None:
    each = [Decimal(2**62 - 1), Decimal("0.000000000000000001"), Decimal("-12.5"), Decimal(10) ** 17]
    for some in (each, each[2:], each[1:3], each[2:3]):
        found = column("number", *some, Missing.TALK).numbers
        assert found is not None
        assert found.decimals()[:-1] == some
        assert max(abs(one) for one in found.whole.tolist()) <= found.most
    assert column("number", Missing.TALK, "word-1").numbers is None


def test_days_and_picks_come_back() -> None:
    days = column("day", date(1925, 2, 28), date.max, Missing.BLANK, Decimal(5), "word-2")
    assert days.codes.tolist() == [DAY, DAY, BLANK, OTHER, FIRST_WORD + 2]
    assert days.days is not None
    assert days.days.tolist()[:2] == [date(1925, 2, 28).toordinal(), date.max.toordinal()]
    for name, words in (("eight", WORDS[:8]), ("nine", WORDS)):
        picks = column(name, (), words, (words[-1], words[0]), ("other", words[0]), words[1])
        assert picks.codes.tolist() == [SEVERAL, SEVERAL, SEVERAL, OTHER, FIRST_WORD + 1]
        assert picks.counts is not None
        assert picks.counts.tolist()[:3] == [0, len(words), 2]
        assert [picks.picked(word).tolist()[:3] for word in words] == [
            [False, True, word in {words[-1], words[0]}] for word in words
        ]
    assert column("choice", *WORDS, "other", Decimal(1)).codes.tolist() == [*range(10, 19), OTHER, OTHER]


def test_the_items_of_each_group_come_back_to_whom_they_belong() -> None:
    item = {"sure": "word-1", "hours": Decimal("3.5"), "notes": "Ann"}
    everyone: list[dict[str, Any]] = [
        {"first": (item,) * MOST_ITEMS, "second": ()},
        {"first": (item,) * (MOST_ITEMS + 1), "second": ({"picks": ("word-8", "word-0")},)},
        {"first": (), "second": ({}, {"picks": ("word-8",)})},
        {"first": (item, "Ann"), "second": Missing.NOT_SURE},
        {},
        {"first": ({**item, "hours": Missing.TALK},)},
    ]
    people = unpack([pack(one, LAYOUT) for one in everyone], LAYOUT)
    first, second = people.groups["first"], people.groups["second"]
    assert first.codes.tolist() == [SEVERAL, OTHER, SEVERAL, OTHER, NOT_ASKED, SEVERAL]
    assert first.offsets.tolist() == [0, 255, 255, 255, 255, 255, 256]
    assert second.offsets.tolist() == [0, 0, 1, 3, 3, 3, 3]
    assert set(first.items["sure"].codes.tolist()) == {FIRST_WORD + 1}
    assert second.items["picks"].codes.tolist() == [SEVERAL, NOT_ASKED, SEVERAL]
    assert second.items["picks"].picked("word-8").tolist() == [True, False, True]
    assert second.items["picks"].picked("word-0").tolist() == [True, False, False]
    hours = first.items["hours"].numbers
    assert hours is not None
    assert hours.decimals()[:-1] == [Decimal("3.5")] * 255


def test_everyone_takes_as_many_bytes_whatever_is_answered() -> None:
    odd = (None, *Missing, "word-3", "other", Decimal("2.5"), 2**62, Decimal("NaN"), True, date.max, (), WORDS)
    for question in LAYOUT.questions:
        lengths = {len(pack({question.id: one}, LAYOUT)) for one in odd}
        assert lengths == {LAYOUT.width}, question.id


def test_a_kept_layout_comes_back_as_it_was() -> None:
    assert Layout.read(LAYOUT.document) == LAYOUT


@pytest.mark.parametrize("wrong", [{"options": "yes"}, {"inside": {}}])
def test_a_layout_that_is_none_of_ours_is_refused(wrong: dict[str, Any]) -> None:
    kept = {"id": "washing", "kind": "choice", "options": [], "inside": []}
    assert Layout.read(_document(kept)).questions == (Packed("washing", "choice"),)
    with pytest.raises(TypeError):
        Layout.read(_document({**kept, **wrong}))


def _document(question: dict[str, Any]) -> str:
    return Layout("any", ()).document.replace('"questions":[]', f'"questions":[{json.dumps(question)}]')
