"""Who stands in the lists of an application, such as those who help, so that two results know them as the same people.

A result knows people by their places in a list. Without this, whoever stood second would seem to have become another
once the first is taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from portal.allocation.compare import renumbered

if TYPE_CHECKING:
    from portal.allocation.model import Budget, Refusal
    from portal.questionnaires.model import Questionnaire
    from portal.services.opened import Opened

Lists: TypeAlias = Mapping[str, tuple[str, ...]]
"""The items of each list, in their order, by ids that never change and are not used again."""


def now(opened: Opened) -> Lists:
    """Return who stands in the lists as they are."""
    return {group.id: opened.given.items_of(group.id) for group in opened.questionnaire.groups}


def when_sent(contents: Mapping[str, Any]) -> Lists:
    """Return who stood in the lists of what was sent: each of their answers was frozen with who it is about."""
    found: dict[str, dict[str, None]] = {}
    for section in contents["sections"]:
        for answer in section["answers"]:
            if answer["item"]:
                found.setdefault(answer["group"], {})[answer["item"]] = None
    return {group: tuple(items) for group, items in found.items()}


def everybody(before: Lists, after: Lists) -> Lists:
    """Return who stands in each list on either side, each once."""
    groups = dict.fromkeys((*before, *after))
    return {group: tuple(dict.fromkeys((*before.get(group, ()), *after.get(group, ())))) for group in groups}


def told_of(questionnaire: Questionnaire, found: Budget | Refusal, own: Lists, whole: Lists) -> Budget | Refusal:
    """Return a result whose people stand in `own` lists, each at the place that they have in the `whole` ones."""
    places: dict[str, tuple[int, ...]] = {}
    for group in questionnaire.groups:
        listed = whole.get(group.id, ())
        moved = tuple(listed.index(item) for item in own.get(group.id, ()))
        places |= dict.fromkeys((group.id, *(each.id for each in group.questions)), moved)
    return renumbered(found, places)
