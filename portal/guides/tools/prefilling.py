"""What an assessment already says that a paper asks for, so that nothing is asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.answers import Missing

if TYPE_CHECKING:
    from portal.answers import Facts
    from portal.guides.tools.model import Tool, When

TICKED = "yes"
"""What a ticked box holds."""


def prefilled(tool: Tool, facts: Facts) -> dict[str, str]:
    """Return what goes into which box. `facts` hold the answers that count and nothing private."""
    found = {}
    for each in tool.fields.values():
        answer = facts.get(each.source)
        if isinstance(answer, str) and not isinstance(answer, Missing):
            found[each.id] = answer
        if fits(each.when, facts):
            found[each.id] = TICKED
    for part in tool.parts:
        for line in part.table.lines if part.table and part.table.pick else ():
            if part.table and fits(line.when, facts):
                found[part.table.pick_box(line.id)] = TICKED
    return found


def fits(when: When, facts: Facts) -> bool:
    """Whether any of the answers is among those that are named for its question."""
    return any(_given(facts.get(question)) & wanted for question, wanted in when.items())


def _given(answer: object) -> frozenset[str]:
    if isinstance(answer, tuple):
        return frozenset(each for each in answer if isinstance(each, str))
    return frozenset([answer]) if isinstance(answer, str) else frozenset()
