"""Trying other answers in a copy: nothing of it is stored; the changed answers travel locked in the page's own form."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from portal.db.encryption import Unreadable
from portal.questionnaires.journey import Place
from portal.questionnaires.kinds import stored
from portal.questionnaires.model import Group

if TYPE_CHECKING:
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
        return Trial(tuple(one for one in self.changes if one[0] != place))

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
    copy = replace(opened)
    copy.contents = contents
    return copy


def may_be_tried(context: Context, opened: Opened) -> tuple[Place, ...]:
    """Return the places whose answers count in a budget and are not private, in the order they are asked."""
    questionnaire = opened.questionnaire
    counting = context.content.counting(questionnaire.id) - context.content.left_to_a_person(questionnaire.id)
    return tuple(
        place
        for place in opened.journey.places
        if place.question in counting
        and not questionnaire.is_private(place.question)
        and not isinstance(questionnaire.find(place.question), Group)
    )


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
