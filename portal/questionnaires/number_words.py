"""Takes away what people write round a number: "about 3", "two", "3 times a week"."""

from __future__ import annotations

import re
from decimal import Decimal

SPELLED = (
    "zero|nought|none one|once two|twice three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
WORDS = {word: str(number) for number, words in enumerate(SPELLED.split()) for word in words.split("|")}
ABOUT = re.compile(r"(?:(?:about|around|roughly|maybe) |~ ?)")
RANGE = re.compile(r"([0-9.]+|[a-z]+) ?(?:-|to|or) ?([0-9.]+|[a-z]+)")
SHORT = {"hours": "hrs"}
OFTEN = re.compile(r" (?:a|per|each|every) ([a-z]+)$")


def bare(words: str, unit: str) -> str:
    """Return the number that stands in words, as digits where it was spelled out.

    Only the question's own unit may follow it: "3 times a day" is not the answer to "times a week".
    """
    words = ABOUT.sub("", words.lower(), count=1) if ABOUT.match(words.lower()) else words.lower()
    words = _without_unit(words, unit.lower())
    return WORDS.get(words, words)


def is_range(words: str, unit: str) -> bool:
    """Say whether two numbers were written, the smaller first: "2-3", "two or three"."""
    found = RANGE.fullmatch(bare(words, unit))
    if not found:
        return False
    low, high = (_decimal(WORDS.get(each, each)) for each in found.groups())
    return low is not None and high is not None and low < high


def _without_unit(words: str, unit: str) -> str:
    often = OFTEN.search(unit)
    if often:
        words = re.sub(rf" (?:a|per|each|every) {often[1]}$", "", words)
    counted = unit.partition(" ")[0]
    names = {counted, counted.removesuffix("s"), SHORT.get(counted, counted)} - {""}
    for name in names:
        if re.search(rf"[a-z0-9] ?{name}$", words) and not words.removesuffix(name).rstrip()[-1:].isalpha():
            return words.removesuffix(name).rstrip()
        if words.endswith(f" {name}"):
            return words.removesuffix(f" {name}")
    return words


def _decimal(words: str) -> Decimal | None:
    return Decimal(words) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", words) else None
