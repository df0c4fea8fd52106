"""Owns the rule that words and unit name the same time: “Hours a month” are not counted in hours a week."""

import re
from collections.abc import Iterator
from typing import Final

from portal.allocation.scheme import Scheme
from portal.files import Complaint, Mark
from portal.money import Unit

AT_THE_END = re.compile(
    r"(?<!\w)(?:(?:a|per|each|every) (day|week|fortnight|month|year)|every (two|four) weeks)[\s.?!)]*$", re.IGNORECASE
)
PERIODS: Final = {
    "day": "a day",
    "week": "a week",
    "fortnight": "every two weeks",
    "two": "every two weeks",
    "four": "every four weeks",
    "month": "a month",
    "year": "a year",
}


def other_time_in_words(scheme: Scheme) -> Iterator[Complaint]:
    """What is asked, and what a result is called, ends with no other time than its unit has."""
    for mark, where, words, unit in _said(scheme):
        said = _period(words)
        other = unit is not None and unit.period in PERIODS.values() and said not in {None, unit.period}
        if unit is not None and other and not _counts_else(words, unit):
            what = f"“{words}” says {said}, and is counted in {unit}."
            cure = "Correct the unit or the words; where both are right, let the words end otherwise."
            yield Complaint("other-time-in-words", mark.file, mark.line, where, what, cure)


def _said(scheme: Scheme) -> Iterator[tuple[Mark, str, str, Unit | None]]:
    for one in scheme.declared:
        if one.label is not None:
            yield one.mark, f"input “{one.id}”", one.label.standard, one.unit
    for result in scheme.results:
        unit = scheme.known.units.get(result.line)
        yield scheme.result_marks[result.id], "results", result.title.standard, unit


def _period(words: str) -> str | None:
    """The time that words end with; None where they end otherwise."""
    found = AT_THE_END.search(words)
    return PERIODS[(found[1] or found[2]).lower()] if found else None


def _counts_else(words: str, unit: Unit) -> bool:
    """Whether the time may belong to something else: days with four hours of help a day."""
    counted = {one.counted for one in Unit} - {unit.counted}
    return not counted.isdisjoint(re.findall(r"[a-z]+", words.lower()))


RULES = (other_time_in_words,)
