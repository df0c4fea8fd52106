"""Conditions over many people are decided as for each one alone, outside a group and in its items."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from portal.allocation.caseload.deciding import decide
from portal.allocation.caseload.gathering import gather
from portal.allocation.caseload.people import Items, Scope
from portal.allocation.caseload.standing import FIRST_REASON, REASONS
from portal.allocation.caseload.vectors import unpack
from portal.allocation.packing import Layout, Packed, pack
from portal.allocation.work import CannotSay, Work
from portal.answers import Facts, Missing
from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, OneOf

DAY = date(2026, 11, 21)
WORDS = ("some", "full")
ANSWERS: dict[str, list[Any]] = {
    "choice": [*WORDS],
    "picks": [(), ("some",), ("full", "some")],
    "number": [Decimal(each) for each in ("0", "2", "2.50", "30")],
    "day": [date(2025, 6, 15)],
}
KINDS = {"choice": "choice", "picks": "choices", "number": "number", "day": "date"}
PACKED = tuple(Packed(name, kind, WORDS) for name, kind in KINDS.items())
LAYOUT = Layout("any", (*PACKED, Packed("people", "group", inside=PACKED)))
NAMES = [*ANSWERS, "people"]


def condition(chance: Random, names: list[str], deep: int = 2) -> Condition:
    """Any condition over a few questions, so that its parts often look at the same one."""
    kind, name = chance.randrange(7), chance.choice(names)
    if deep and kind < 4:
        parts = tuple(condition(chance, names, deep - 1) for _ in range(2))
        return (AllOf(parts), OneOf(parts), Not(parts[0]), OneOf(parts))[kind]
    if kind == 4:
        return Between(name, *(chance.choice([None, Decimal(1), Decimal("2.5")]) for _ in range(2)))
    if kind == 5:
        return Answered(name)
    return AnyOf(name, tuple(chance.sample([*WORDS, "2.5", "30", "not-sure", "talk", "blank"], 2)))


def somebody(chance: Random) -> dict[str, Any]:
    """Somebody's answers; a third of them are missing, or were not asked."""
    each = {name: chance.choice([*found, *found, None, *Missing]) for name, found in ANSWERS.items()}
    return {name: found for name, found in each.items() if found is not None}


def alone(asked: Condition, facts: Facts, item: Facts | None = None) -> object:
    try:
        return Work(facts, DAY, {}, {}).decide(asked, item)
    except CannotSay as refusal:
        return refusal.reason


def together(asked: Condition, scope: Scope) -> list[object]:
    holds, open_ones = decide(asked, scope, {})
    codes = [0] * scope.size if open_ones is None else open_ones.tolist()
    return [REASONS[code - FIRST_REASON] if code else found for found, code in zip(holds.tolist(), codes, strict=True)]


def with_people(chance: Random) -> dict[str, Any]:
    """Somebody with a list of up to two others, or without one, or with one that is not finished."""
    listed = tuple(somebody(chance) for _ in range(chance.randrange(3)))
    return {**somebody(chance), "people": chance.choice([listed, listed, listed, *Missing])}


def test_many_are_decided_as_each_alone_also_from_their_packed_answers() -> None:
    chance = Random(5)
    for _ in range(200):
        asked, everyone = condition(chance, chance.sample(NAMES, 2)), [with_people(chance) for _ in range(12)]
        wanted = [alone(asked, one) for one in everyone]
        assert together(asked, gather(everyone, NAMES)) == wanted
        assert together(asked, unpack([pack(one, LAYOUT) for one in everyone], LAYOUT)) == wanted


def test_an_item_is_decided_by_its_own_answers_or_else_by_those_outside() -> None:
    chance = Random(6)
    for _ in range(200):
        asked = condition(chance, chance.sample(NAMES, 2))
        everyone = [with_people(chance) for _ in range(7)]
        everyone[-1]["people"] = (somebody(chance),)
        lists = [one["people"] if isinstance(one["people"], tuple) else () for one in everyone]
        wanted = [[alone(asked, one, item) for item in items] for one, items in zip(everyone, lists, strict=True)]
        for people in (gather(everyone, NAMES), unpack([pack(one, LAYOUT) for one in everyone], LAYOUT)):
            for start, end in ((0, 7), (2, 5)):
                some = people.part(start, end)
                found = together(asked, Items(some, some.groups["people"]))
                assert found == [one for each in wanted[start:end] for one in each]


def test_words_of_an_item_and_of_its_person_are_told_apart_in_any_order() -> None:
    everyone: list[dict[str, Any]] = [
        {
            "choice": "full",
            "picks": ("full",),
            "people": ({"choice": "some", "picks": ("some",)}, {"number": Decimal(1)}),
        },
        {"choice": "some", "picks": ("other", "full"), "people": ({}, {"choice": "full", "picks": ()})},
    ]
    people = gather(everyone, NAMES)
    for name in ("choice", "picks"):
        for word in ("some", "full", "other"):
            asked = AnyOf(name, (word,))
            wanted = [alone(asked, one, item) for one in everyone for item in one["people"]]
            assert together(asked, Items(people, people.groups["people"])) == wanted
