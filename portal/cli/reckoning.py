"""A frozen budget as plain text: every line that counts with its working, so that a pocket calculator agrees."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Any

from portal.allocation.brackets import bracketed
from portal.allocation.nothing import Nothing
from portal.cli.nothing import TOLD, WORDS, kept_causes

WIDTH = 78
SIGNS = {"added": " + ", "taken-away": " − ", "times": " × ", "divided-by": " ÷ ", "per-cent": " × "}
CHOSEN = {"greatest": "The greatest of", "least": "The least of"}
ONE = {"people": "person", "activities": "activity"}
KEYS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "added": add,
    "taken-away": sub,
    "times": mul,
    "divided-by": truediv,
    "per-cent": mul,
    "greatest": max,
    "least": min,
}
ROUNDED = {
    "half-up": "to the nearest",
    "half-even": "to the nearest",
    "down": "down to the nearest",
    "up": "up to the next",
    "for-the-person": "up to the next",
}
EVEN = ", halves to the even one"
FACTORS = {"times", "divided-by", "per-cent"}  # bare unless they say otherwise
REASONS = {
    "not-in-effect": "There was no scheme in effect on that day.",
    "unanswered": "Some questions that count had no answer.",
    "not-sure": "They were not sure about some answers that count, or want to talk about them.",
    "answers-disagree": "Some answers do not go together.",
    "out-of-range": "A number does not fit the scheme.",
    "gap-in-table": "The scheme has no figure for these answers.",
    "no-price": "The council has set no price.",
    "not-published": "The figure for these answers is not published.",
    "a-person-decides": "A worker works out the budget with them.",
}


RECKONED = {None, Nothing.NONE_LEFT}
"""What has a figure that can be worked out: of a sum that is used up, nought is left."""
OUTCOMES = {
    "to-a-person": "A PERSON MUST LOOK AT THIS LINE.",
    "protected": "Held up by the sum of before.",
    "raised": "Raised to the least sum.",
    "lowered": "Held to the most there can be.",
}


def budget_lines(found: Mapping[str, Any], questions: Mapping[str, str]) -> Iterator[str]:
    """What the person was shown of the budget: lines and figure, or why there is none."""
    if found["declined"]:
        yield "    They wanted no figure worked out by computer."
        return
    if found["refusal"] is not None:
        yield from _refused(found["refusal"], questions)
        return
    budget = found["budget"]
    yield f"    Worked out for {found['day']} by the scheme {budget['scheme']}, version {budget['version']}."
    if budget["illustrative"]:
        yield "    The figures of this scheme are illustrative."
    if budget["basis"]:
        yield from wrapped(f"It starts from: {budget['basis']['title']}")
    aside = budget.get("aside", ())
    yield from _counted(budget["lines"], aside)
    yield ""
    by_id, none = {line["id"]: line for line in budget["lines"]}, kept_causes(budget["lines"])
    for result in budget["results"]:
        line = by_id[result["line"]]
        yield from wrapped(f"{result['title'].upper()}: {_figure(line, none.get(line['id']))}")
        if result["paid_by"]:
            yield from wrapped(f"Paid by: {result['paid_by']}. It is shown by itself, and never added to the rest.", 6)
        if any(each["outcome"] == "to-a-person" and each["id"] not in aside for each in _behind(line, by_id)):
            yield "      A PERSON MUST LOOK AT THIS FIRST."
    for reading in budget["readings"]:
        yield from wrapped(f"{reading['title']}: {amount(reading['figure'], reading['unit'])}")
    for held in budget["withheld"]:
        yield from wrapped(f"{held['result']['title']}: {REASONS.get(held['refusal']['reason'], '')}")
        yield from _in_the_way(held["refusal"], questions)


def _refused(refusal: Mapping[str, Any], questions: Mapping[str, str]) -> Iterator[str]:
    yield from wrapped(f"No figure could be given. {REASONS.get(refusal['reason'], refusal['reason'])}")
    yield from _in_the_way(refusal, questions)
    yield from _counted(refusal["lines"])


def _in_the_way(refusal: Mapping[str, Any], questions: Mapping[str, str]) -> Iterator[str]:
    for question, _item in refusal["questions"]:
        yield from wrapped(f"- {questions.get(question, question)}", 6)


def _counted(lines: list[Mapping[str, Any]], aside: Collection[str] = ()) -> Iterator[str]:
    yield ""
    none = kept_causes(lines)
    for line in lines:
        if line["applies"]:
            yield from _line({**line, "outcome": "ordinary"} if line["id"] in aside else line, none.get(line["id"]))
    left = [line["title"] for line in lines if not line["applies"]]
    if left:
        yield ""
        yield from wrapped(f"Not counted: {'; '.join(left)}")


def _line(line: Mapping[str, Any], nothing: Nothing | None) -> Iterator[str]:
    yield from wrapped(f"{line['title']}: {_figure(line, nothing)}")
    if nothing in RECKONED and (shown := working(line)):  # nobody reckons with what there is none of
        yield from wrapped(shown, 6)
    if line["rate"]:
        yield from wrapped(f"In force from {line['rate']['starts']}: {line['rate']['source']}", 6)
    if line["confirmed"] is False:
        yield "      NOT YET CONFIRMED by the people who help."
    if line["outcome"] == "no-budget":
        yield f"      {TOLD[nothing or Nothing.NO_BUDGET]}"
    elif line["outcome"] in OUTCOMES:
        yield f"      {OUTCOMES[line['outcome']]}"


def _figure(line: Mapping[str, Any], nothing: Nothing | None) -> str:
    return amount(line["figure"], line["unit"]) if nothing in RECKONED else WORDS[nothing or Nothing.NO_BUDGET]


def _behind(line: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The lines that a line stands on, itself among them, each once."""
    found: dict[str, Mapping[str, Any]] = {}
    wanted = [line]
    while wanted:
        each = wanted.pop()
        if each["id"] not in found:
            found[each["id"]] = each
            wanted.extend(by_id[one["line"]] for one in each["operands"] if one["line"] in by_id)
    return iter(found.values())


def working(line: Mapping[str, Any]) -> str:
    """How a line's figure is reached, from left to right; nothing where there is nothing to reckon."""
    used = [one for one in line["operands"] if one["how"] != "compared"]
    rounds = line["rounding"] is not None and _exact(used) != Fraction(line["figure"])
    if not used or (len(used) == 1 and not rounds):
        return ""
    ways = {one["how"] for one in used}
    result = amount(line["figure"], line["unit"])
    rounded = f", {_rounded(line)}" if rounds else ""
    if len(ways) == 1 and ways <= CHOSEN.keys():
        return f"{CHOSEN[ways.pop()]} {'; '.join(_operand(one, line) for one in used)}{rounded} = {result}"
    parts = ((one["how"], _worked(one, line, first=not place)) for place, one in enumerate(used))
    return f"{bracketed(parts)}{rounded} = {result}"


def _rounded(line: Mapping[str, Any]) -> str:
    to, how = _number(line["rounding"]["to"], line["unit"]), line["rounding"]["how"]
    return f"rounded {ROUNDED[how]} {to}{EVEN if how == 'half-even' else ''}"


def _exact(used: list[Mapping[str, Any]]) -> Fraction:
    """What the operands come to, from left to right, before anything is rounded."""
    total: Fraction | None = None
    for one in used:
        value, how = Fraction(one["value"]) / (100 if one["how"] == "per-cent" else 1), one["how"]
        total = value * (-1 if how == "taken-away" else 1) if total is None else KEYS[how](total, value)
    return total or Fraction(0)


def _worked(one: Mapping[str, Any], line: Mapping[str, Any], *, first: bool) -> str:
    shown, how = _operand(one, line), one["how"]
    if how in CHOSEN:
        return shown if first else f", or {shown} if that is {'more' if how == 'greatest' else 'less'}"
    if first:
        return shown if how == "added" else f"{SIGNS[how].lstrip()}{shown}"
    return SIGNS[how] + shown


def _operand(one: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    unit = one["unit"] or (None if one["how"] in FACTORS else line["unit"])
    return _number(one["value"], unit) + ("%" if one["how"] == "per-cent" else "")


def amount(figure: str, unit: str) -> str:
    """A figure with its unit: £123.40 a week, 12 points, up to £150.00."""
    counted, _, period = unit.partition(" ")
    if period == "up to":
        return f"up to {_number(figure, unit)}"
    if Decimal(figure) == 1 and counted != "pounds":  # the sign says pounds, and nothing else does
        unit = unit.replace(counted, ONE.get(counted, counted.removesuffix("s")), 1)
    words = period if counted == "pounds" else unit.replace("number", "")
    return f"{_number(figure, unit)} {words}".strip()


def _number(figure: str, unit: str | None) -> str:
    value = Decimal(figure)
    if unit is None or not unit.startswith("pounds"):
        return f"{value.normalize():,f}"
    exact = -int(value.as_tuple().exponent)
    return f"£{value:,.2f}" if exact <= 2 else f"£{value:,f}"


def wrapped(words: str, by: int = 4) -> list[str]:
    """Words in lines of the width, moved in by so many places."""
    space = " " * by
    return textwrap.wrap(words, WIDTH, initial_indent=space, subsequent_indent=f"{space}  ")
