"""Trying other answers in a copy: nothing of it is stored; the changed answers travel locked in the page's own form."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from portal.db.encryption import Unreadable
from portal.questionnaires.answers_given import DONE
from portal.questionnaires.journey import Place
from portal.questionnaires.kinds import stored
from portal.questionnaires.model import Group
from portal.services import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.allocation.model import Budget, Refusal
    from portal.answers import Answer
    from portal.services.context import Context
    from portal.services.opened import Opened

KEPT_FOR: Final = timedelta(hours=24)
LONGEST: Final = 60_000  # characters of a locked trial


@dataclass(frozen=True)
class Trial:
    """The answers that were changed in the copy, in the order of changing, as they would be stored."""

    changes: tuple[tuple[Place, Any], ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where an answer was changed."""
        return tuple(place for place, _value in self.changes)

    def without(self, place: Place) -> Trial:
        """The trial with the real answer back at a place."""
        gone = place.item if any(at == place and isinstance(value, bool) for at, value in self.changes) else None
        return Trial(tuple(one for one in self.changes if one[0] != place and (gone is None or one[0].item != gone)))

    def adding(self, group: Group, item: str, name: str) -> Trial:
        """The trial with somebody more in a list, by a name that stands for them."""
        named = ((Place(group.named_by, item), name),) if group.named_by else ()
        return Trial((*self.changes, (Place(group.id, item), True), *named))

    def leaving_out(self, group: Group, item: str) -> Trial:
        """The trial without somebody of a list; who was only tried leaves no trace."""
        rest = tuple(one for one in self.changes if one[0].item != item)
        return Trial(rest if item in self.added else (*rest, (Place(group.id, item), False)))

    def as_it_stands(self, group: Group) -> Trial:
        """The trial with a list said to be complete, that would be asked for only in the copy."""
        return Trial((*self.changes, (Place(group.id), DONE)))

    @property
    def added(self) -> frozenset[str]:
        """The items of lists that are there only in the copy."""
        return frozenset(str(place.item) for place, value in self.changes if value is True and place.item)

    def having(self, opened: Opened, place: Place, answer: Answer) -> Trial:
        """The trial with another answer at a place; the real one is no change."""
        rest = self.without(place)
        if opened.given.answer(place) == answer:
            return rest
        return Trial((*rest.changes, (place, stored(answer))))


def tried(opened: Opened, trial: Trial) -> Opened:
    """Return a copy of an application that has the changed answers. It is never saved."""
    contents = opened.contents
    for place, value in trial.changes:
        contents = contents.with_value(place.question, place.item, value)
        if isinstance(value, bool):  # a list that somebody was added to or left out of is complete in the copy
            contents = contents.with_value(place.question, None, DONE)
    copy = replace(opened)
    copy.contents = contents
    return copy


def may_be_tried(context: Context, opened: Opened) -> tuple[Place, ...]:
    """Return the places whose answers count in a budget and are not private, in the order they are asked.

    Whatever decides that a list is asked for is among them: without it nobody could be added.
    """
    questionnaire = opened.questionnaire
    counting = context.content.counting(questionnaire.id) - context.content.left_to_a_person(questionnaire.id)
    lists = (placed.question for name, placed in questionnaire.placed.items() if name in counting)
    counting |= {
        name for each in lists if isinstance(each, Group) and each.ask_when for name in each.ask_when.questions
    }
    return tuple(
        place
        for place in opened.journey.places
        if place.question in counting
        and not questionnaire.is_private(place.question)
        and not isinstance(questionnaire.find(place.question), Group)
    )


def lists_to_try(context: Context, opened: Opened) -> tuple[Group, ...]:
    """Return the lists that count in a budget, such as the people who help, in the order they are asked."""
    counting = context.content.counting(opened.questionnaire.id)
    asked = (opened.questionnaire.find(place.question) for place in opened.journey.places if place.item is None)
    return tuple(each for each in asked if isinstance(each, Group) and each.id in counting)


def everybody(opened: Opened, copy: Opened) -> Mapping[str, tuple[str, ...]]:
    """Return who stands in each list in truth, and after them those who are there only in the copy."""
    return listed.everybody(listed.now(opened), listed.now(copy))


def told_of_everybody(opened: Opened, copy: Opened, found: Budget | Refusal) -> Budget | Refusal:
    """Return the copy's result with each person of a list at the place they have in `everybody`."""
    return listed.told_of(opened.questionnaire, found, listed.now(copy), everybody(opened, copy))


def locked(context: Context, opened: Opened, trial: Trial) -> str:
    """Return a trial as words for the form of the page: only this visitor of this application can use them again."""
    changes = [[place.question, place.item, value] for place, value in trial.changes]
    plain = json.dumps({"at": context.now.isoformat(), "changes": changes}).encode()
    return urlsafe_b64encode(opened.lock(plain, "what_if", "changes", opened.party_id)).decode()


def unlocked(context: Context, opened: Opened, words: str) -> Trial:
    """Return the trial that `locked` made; an empty one where it is a day old, not ours or not this visitor's."""
    if not words or len(words) > LONGEST:
        return Trial()
    try:
        sealed = urlsafe_b64decode(words.encode("ascii", "replace"))
        found = json.loads(opened.unlock(sealed, "what_if", "changes", opened.party_id))
    except (NotBase64, ValueError, Unreadable, LookupError):
        return Trial()
    if context.now - datetime.fromisoformat(found["at"]) > KEPT_FOR:
        return Trial()
    known = opened.questionnaire
    return Trial(tuple((Place(asked, item), value) for asked, item, value in found["changes"] if asked in known))
