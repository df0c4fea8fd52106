"""Which checks the answers break, and at which places that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.answers import Answer, Facts
from portal.questionnaires.answers_given import Place
from portal.questionnaires.checks import Check, OrderCheck, fails
from portal.questionnaires.live import Live
from portal.questionnaires.model import Group, Questionnaire


@dataclass(frozen=True)
class Failing:
    """A check that the answers break, and the place where it is shown."""

    check: Check
    place: Place


class Breaches:
    """Holds the checks of a questionnaire against the answers that count."""

    def __init__(self, questionnaire: Questionnaire, live: Live) -> None:
        self._questionnaire = questionnaire
        self._live = live

    def found(self, checks: Sequence[Check]) -> Iterator[Failing]:
        """Give each broken check with its places; a sum over all items is shown at the last one."""
        for check in checks:
            items = self._items_shown(check)
            group = self._questionnaire.group_of(check.at)
            if items and group and not self._is_within_item(check, group):
                items = items[-1:]
            for item in items:
                yield Failing(check, Place(check.at, item))

    def shown_at(self, place: Place, checks: Sequence[Check]) -> tuple[Check, ...]:
        """Return the broken checks that are shown at a place; a sum over all items is shown at each."""
        return tuple(each for each in checks if each.at == place.question and place.item in self._items_shown(each))

    def _items_shown(self, check: Check) -> tuple[str | None, ...]:
        """Return the items (None outside groups) at which a broken check is shown; nothing where it is kept."""
        group = self._questionnaire.group_of(check.at)
        if group is None:
            return (None,) if self._live.get(check.at) is not None and fails(check, _Listed(self._live)) else ()
        items = self._live.items(group) if self._live.asks(group.id) else ()
        if self._is_within_item(check, group):
            return tuple(item.item for item in items if fails(check, item))
        return tuple(item.item for item in items) if items and fails(check, _Listed(self._live)) else ()

    def _is_within_item(self, check: Check, group: Group) -> bool:
        if not isinstance(check, OrderCheck) and any(term.over for term in check.terms):
            return False
        return any(self._questionnaire.group_of(question) is group for question in check.questions)


class _Listed:
    """The answers that count, with the items of groups that are not yet complete."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def get(self, question: str, /) -> Answer | tuple[Facts, ...] | None:
        """Return the answer that counts."""
        group = self._live.plan.groups.get(question)
        if group is None or not self._live.asks(question):
            return self._live.get(question)
        return tuple(item.facts() for item in self._live.items(group))
