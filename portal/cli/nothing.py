"""Says of kept lines why they come to nothing: no budget at this level, not due yet, nothing left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from portal.allocation.nothing import LineFacts, Nothing, causes

WORDS = {
    Nothing.NO_BUDGET: "no budget",
    Nothing.NOT_DUE: "not due yet",
    Nothing.NONE_LEFT: "nothing left",
    Nothing.NO_LINE: "does not apply",
}
TOLD = {
    Nothing.NO_BUDGET: "No individual budget at this level.",
    Nothing.NOT_DUE: "It was had in this period already.",
    Nothing.NONE_LEFT: "Nothing is left of it in this period.",
}
ENDINGS = {
    Nothing.NO_BUDGET: "There is no individual budget here: that is not the same as a budget of nought.",
    Nothing.NOT_DUE: "It is not due yet: that is not the same as no budget.",
    Nothing.NONE_LEFT: "Nothing is left of it in this period: that is not the same as no budget.",
    Nothing.NO_LINE: "No line of this scheme counts for these answers: that is not the same as no budget.",
}


def kept_causes(lines: Iterable[Mapping[str, Any]]) -> Mapping[str, Nothing]:
    """Why each kept line gives nothing that does. The lines are all of a budget or refusal, in their order."""
    return causes(
        LineFacts(
            line["id"],
            line["operation"],
            line["applies"],
            Decimal(line["figure"]) > 0,
            line["outcome"] == "no-budget",
            tuple(one["line"] for one in line["operands"] if one["line"] and one["how"] != "taken-away"),
        )
        for line in lines
    )
