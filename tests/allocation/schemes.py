"""Schemes to test with, written where they are used."""

from datetime import date
from functools import cache
from pathlib import Path

from portal.allocation.loading import parse
from portal.allocation.scheme import Scheme

ROOT = Path(__file__).parents[2]
ADULT = ROOT / "questionnaires" / "adult"
ADULT_WORDS = (ADULT / "allocation" / "2026-04-01.yaml").read_text(encoding="utf-8")
CARER = ROOT / "questionnaires" / "carer"
DAY = date(2026, 11, 21)

HEAD = """
id: small
version: "1"
starts: 2026-04-01
people: {people}
illustrative: true
title: A small scheme
source: Made for a test
rounding: {{to: 0.01, how: half-up}}
"""


def small(lines: str, *, last: str = "last", more: str = "", people: str = "adults", results: str = "") -> Scheme:
    """A scheme of these lines (each given as its operation, in points unless it says its unit)."""
    written = HEAD.format(people=people) + more + "lines:\n"
    for number, one in enumerate(lines.strip().split("\n---\n")):
        fields = dict.fromkeys(["id", "unit"], "")
        body = []
        for field in one.strip("\n").split("\n"):
            name = field.split(":")[0]
            if name in fields:
                fields[name] = field.split(":", 1)[1].strip()
            else:
                body.append(f"    {field}")
        written += f"  - id: {fields['id'] or f'line-{number}'}\n    unit: {fields['unit'] or 'points'}\n"
        written += "    title: A line\n    because: A line.\n" + "\n".join(body) + "\n"
    written += f"results:\n  - {{id: weekly, title: The sum, line: {last}, headline: true}}\n" + results
    return parse(written, "small.yaml")


@cache
def edited_adult(*edits: tuple[str, str]) -> Scheme:
    """The adults' scheme with these words replaced by others."""
    words = ADULT_WORDS
    for was, now in edits:
        assert was in words, was
        words = words.replace(was, now)
    return parse(words, "edited.yaml")
