"""People who answer anything at all: what is offered, what is on the edge of it, and what nobody should be able to."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme
from portal.answers import Address, Missing

STRANGE: list[Any] = ["never-offered", "not-sure", True, Address(("1 High Street",), "Town", "AB1 2CD"), ("odd", "odd")]
DAYS = [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 31), date(1950, 6, 15)]
NUMBERS = ["0", "-1", "0.005", "1", "2.5", "1000000", "123456789012345678901234567890.12"]


def somebody(chance: Random, scheme: Scheme, day: date, *, strangeness: float = 0.1) -> dict[str, Any]:
    """The facts of one person. The less strange, the more people get a figure."""
    facts = {}
    for one in scheme.inputs:
        if one.group is not None and one.kind != "group":
            continue
        if chance.random() < strangeness / 2:
            continue
        facts[one.id] = _answer(chance, one, scheme.inputs, day, strangeness)
    return facts


def _answer(chance: Random, one: Input, inputs: Iterable[Input], day: date, strangeness: float) -> Any:
    if chance.random() < strangeness:
        return chance.choice([*Missing, *Missing, *STRANGE, chance.choice(DAYS), Decimal(chance.choice(NUMBERS))])
    if one.special and chance.random() < 0.1:
        return Missing(chance.choice(one.special))
    match one.kind:
        case "group":
            inside = [each for each in inputs if each.group == one.id and each.kind != "group"]
            return tuple(_item(chance, inside, inputs, day, strangeness) for _ in range(chance.choice([0, 1, 1, 2, 5])))
        case "choices":
            return tuple(chance.sample(one.options, chance.randint(0, len(one.options))))
        case "number" | "any-number":
            return _number(chance, one)
        case "date":
            return chance.choice([*DAYS, day, *(day - timedelta(chance.randint(0, 900)) for _ in range(5))])
        case _:
            if one.in_steps_of and chance.random() < 0.3:
                return _number(chance, one)
            return chance.choice(one.options or ("yes", "no", "some"))


def _item(
    chance: Random, inside: list[Input], inputs: Iterable[Input], day: date, strangeness: float
) -> dict[str, Any]:
    asked = [one for one in inside if chance.random() >= strangeness / 2]
    return {one.id: _answer(chance, one, inputs, day, strangeness) for one in asked}


def _number(chance: Random, one: Input) -> Decimal:
    low, high = one.at_least or Decimal(0), one.at_most or Decimal(30)
    steps = one.in_steps_of or chance.choice([Decimal(1), Decimal("0.5"), Decimal("0.01")])
    ends = [low, high, low - steps, high + steps]
    if chance.random() < 0.1:
        return chance.choice(ends)
    return low + steps * chance.randint(0, int((high - low) / steps))
