"""Says of a kept line why it comes to nothing: no budget at this level, not due yet, nothing left. None is a nought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Line = Mapping[str, Any]

NO_BUDGET, NO_LINE, NOT_DUE, NONE_LEFT = "no budget", "does not apply", "not due yet", "nothing left"
CAUSES = {"once": NOT_DUE, "left": NONE_LEFT}
"""Why there is nothing, by the operation of the line, where it is not for the level."""
TOLD = {
    NO_BUDGET: "No individual budget at this level.",
    NOT_DUE: "It was had in this period already.",
    NONE_LEFT: "Nothing is left of it in this period.",
}
ENDINGS = {
    NO_BUDGET: "There is no individual budget here: that is not the same as a budget of nought.",
    NO_LINE: "No line of this scheme counts for these answers: that is not the same as no budget.",
    NOT_DUE: "It is not due yet: that is not the same as no budget.",
    NONE_LEFT: "Nothing is left of it in this period: that is not the same as no budget.",
}


def why_nothing(line: Line, by_id: Mapping[str, Line]) -> str:
    """Why a line gives nothing; '' where its figure is one, be it nought."""
    if not line["applies"]:
        return NO_LINE
    if any(sign in "123456789" for sign in line["figure"]):
        return ""
    above = [why_nothing(each, by_id) for each in _above(line, by_id, "taken-away") if each["applies"]]
    if line["outcome"] != "no-budget" and not any(above):
        return ""
    if line["outcome"] == "no-budget" and NO_BUDGET not in above:  # what is not due has a sum that will be due
        return CAUSES.get(line["operation"], NO_BUDGET)
    return NO_BUDGET if NO_BUDGET in above else next((one for one in above if one), NO_BUDGET)


def behind(line: Line, by_id: Mapping[str, Line]) -> Iterator[Line]:
    """The lines that a line stands on, itself among them, each once."""
    found: dict[str, Line] = {}
    wanted = [line]
    while wanted:
        each = wanted.pop()
        if each["id"] not in found:
            found[each["id"]] = each
            wanted.extend(_above(each, by_id))
    return iter(found.values())


def _above(line: Line, by_id: Mapping[str, Line], but: str = "") -> list[Line]:
    """The lines among its operands, but for those that do one thing to the figure."""
    return [by_id[one["line"]] for one in line["operands"] if one["line"] in by_id and one["how"] != but]
