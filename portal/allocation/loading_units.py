"""Owns reading units in a scheme file, with the cure for one that is written in another way."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from portal.files import Reader, suggestion
from portal.money import Unit

FOR_EACH = re.compile(r"([a-z]+) (?:a|an|each|for each|for a|for an) ([a-z]+)")

PENCE = frozenset({"pence", "penny", "pennies", "p"})
SAID_OTHERWISE = {
    r"\b(?:a|an|every) fortnight$|\bfortnightly$|\bevery 2 weeks?$": "every two weeks",
    r"\bevery 4 weeks?$|\bfour-weekly$|\ba four weeks$": "every four weeks",
    r"\bevery (day|week|month|year)$|\beach (day|week|month|year)$": r"a \1\2",
}
"""Other words for a period of the list."""


def unit_at(reader: Reader, name: str) -> Unit:
    """The unit a field names; it must be one of the closed set."""
    return unit_or_none(reader, name, required=True) or Unit.NUMBER


def unit_or_none(reader: Reader, name: str, *, required: bool = False) -> Unit | None:
    """The unit of a field that may be left out."""
    if name not in reader and not required:
        reader.at(name)
        return None
    words = reader.text(name)
    units = [unit.value for unit in Unit]
    if words and words not in units:
        meant = _in_our_words(words)
        cure = f"Did you mean `{meant}`?" if meant in units else _for_each(meant) or _likely(meant, units)
        reader.complain("unknown-unit", f"“{words}” is not a unit.", cure, reader.at(name))
    return Unit(words) if words in units else None


def _in_our_words(words: str) -> str:
    """The unit as the list would write it."""
    words = words.replace("£", "pounds").replace(" per ", " a ").strip()
    for pattern, period in SAID_OTHERWISE.items():
        words = re.sub(pattern, period, words)
    return words


def _likely(words: str, units: Sequence[str]) -> str:
    """What was meant by a unit that is not listed; where only its period is not, all periods of what it counts."""
    counted, _, period = words.partition(" ")
    if counted in PENCE:
        return "Pence are written in pounds: `unit: pounds`, and 0.45 for 45 pence."
    periods = [unit.partition(" ")[2] for unit in units if unit.split(" ")[0] == counted]
    if not periods or get_close_matches(period, periods, cutoff=0.8):
        near = suggestion(words, units)
        things = ", ".join(dict.fromkeys(unit.split(" ")[0] for unit in units))
        return near if near.startswith("Did") else f"Use one of: {things}; most with a time, such as `hours a week`."
    return "Use one of: " + ", ".join(f"{counted} {each}".strip() for each in periods) + "."


def _for_each(words: str) -> str:
    """The cure for a unit such as miles a trip, which is so much for each of something."""
    found = FOR_EACH.fullmatch(words)
    units = {unit.counted: unit for unit in Unit if not unit.period}
    each = next((unit for unit in units.values() if found and unit[:4] == found[2][:4] and len(found[2]) > 3), None)
    return f"Write `unit: {units[found[1]]}` and `per: {each}`." if found and each and found[1] in units else ""
