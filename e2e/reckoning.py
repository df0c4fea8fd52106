"""A pocket calculator: takes the printed working of a line, key by key, and shows what comes out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from e2e.pages.budget import number

if TYPE_CHECKING:
    from e2e.pages.budget import Row

KEYS = {
    "+": lambda left, right: left + right,
    "−": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "÷": lambda left, right: left / right,
}
KEY = re.compile(r" ([+−×÷]) ")


def typed_in(sum_: str) -> Decimal:
    """What a calculator that reckons as the keys come shows for “7 × £7.50 + 3 × …”; × and ÷ before + and −."""
    total = Decimal(0)
    sign = 1
    for number_, term in enumerate(re.split(r" ([+−]) ", f" {sum_.strip()}")):
        if number_ % 2:
            sign = 1 if term == "+" else -1
            continue
        first, *rest = KEY.split(f" {term.strip()}")
        value = printed(first)
        for key, right in zip(rest[::2], rest[1::2], strict=True):
            value = KEYS[key](value, printed(right))
        total += sign * value
    return total


def printed(words: str) -> Decimal:
    """One printed amount; a percentage is a hundredth of its number."""
    value = number(words)
    return value / 100 if words.strip().endswith("%") else value


def reckoned(row: Row) -> Decimal:
    """What the working of a line comes to. A line without working stands for itself."""
    working = row.working
    if not working:
        return row.figure
    if found := re.fullmatch(r"The (greatest|smallest) of (.+) is (.+)", working):
        choose = max if found[1] == "greatest" else min
        return choose(number(each) for each in found[2].split("; "))
    if found := re.fullmatch(r"(.+), rounded (?:up|down|to) .+: (.+)", working):
        exact, rounded = typed_in(found[1]), number(found[2])
        assert abs(rounded - exact) < 1, f"{working}: more than a pound was rounded away"
        return rounded
    sum_, _, result = working.rpartition(" = ")
    if found := re.fullmatch(r"(.+), or (.+) if that is (more|less)", sum_):
        choose = max if found[3] == "more" else min
        return choose(typed_in(found[1]), number(found[2]))
    assert number(result) == row.figure
    return typed_in(sum_)
