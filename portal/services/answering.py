"""Saving answers: two people at one application lose nothing, and nobody overwrites what they have not seen."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from portal.access import Action, State, Verdict, may
from portal.db import queries
from portal.questionnaires.journey import Place
from portal.questionnaires.kinds import restored, stored
from portal.questionnaires.model import Group
from portal.services import limits, safety
from portal.services.about import OF_THEMSELF
from portal.services.events import Happened, record
from portal.services.opened import Contents
from portal.services.refusals import Conflict, NotAllowed, NotFound, NotPossible

if TYPE_CHECKING:
    from portal.answers import Answer
    from portal.services.context import Context
    from portal.services.opened import About, Helper, Opened, Wishes

RACES = 20  # lost one after the other before a person is asked to try again
DONE = "done"


@dataclass(frozen=True)
class _Change:
    """One value for one place, and what the place looked like to whoever gave it."""

    question: str
    item: str | None
    value: Any  # as JSON
    seen: int

    def applied(self, contents: Contents) -> Contents:
        """Return the contents with this value, or raise _Overtaken when the place was answered since."""
        if contents.sequence(self.question, self.item) != self.seen:
            raise _Overtaken
        if self.value is True and self.item:
            return contents.with_item(self.question, self.item)
        return contents.with_value(self.question, self.item, self.value)


class _Overtaken(Exception):
    """Somebody answered the same place since it was seen."""


def save_answer(context: Context, opened: Opened, place: Place, answer: Answer, seen: int | None = None) -> Opened:
    """Save one answer and return the application as it is now, with a fresh journey.

    `seen` is what `opened.seen(place)` said when the page was made. If somebody saved the same question since,
    raises Conflict with both values; answers to other questions are merged. Raises TooMany, NotPossible.
    """
    question = _question(opened, place)
    value = stored(answer)
    expected = opened.seen(place) if seen is None else seen
    if opened.pages_kept:
        _forget_page(context, opened, place)
    if _holds(opened, place, value):
        opened = _read_again(context, opened)
    if _holds(opened, place, value):
        return opened  # the same form sent twice, or the same answer given by two people
    try:
        fresh = _save(context, opened, _Change(place.question, place.item, value, expected), Happened.ANSWERED)
    except _Overtaken:
        current = _read_again(context, opened)
    else:
        safety.note(context, fresh, place, answer)
        if fresh.version == opened.version + 1:  # nobody was quicker, so all the other answers are known as well
            fresh.know(given=opened.given.with_answer(place, answer))
        return fresh
    if _holds(current, place, value):
        return current
    theirs = current.contents.value(place.question, place.item)
    raise Conflict(place, None if theirs is None else restored(question, theirs), answer, current.seen(place))


def _holds(opened: Opened, place: Place, value: Any) -> bool:
    """Whether this very value is what is kept for a place already, and an answer: not what a paper form left open."""
    if opened.seen(place) == 0 or opened.contents.value(place.question, place.item) != value:
        return False
    paper = opened.contents.about.paper
    return paper is None or not paper.leaves_open(place.question, place.item, opened.seen(place))


def _question(opened: Opened, place: Place) -> Any:
    """Return the question of a place, or raise NotPossible where nothing can be answered."""
    try:
        question = opened.questionnaire.find(place.question)
    except KeyError:
        raise NotPossible("no such question") from None
    group = opened.questionnaire.group_of(place.question)
    inside = group is not None and opened.contents.value(group.id, place.item) is True and bool(place.item)
    if isinstance(question, Group) or (inside if group is not None else not place.item) is False:
        raise NotPossible("nothing to answer here")
    return question


def _save(context: Context, opened: Opened, change: _Change, kind: Happened) -> Opened:
    """Write a value: the current document first, whose row makes writers wait for each other, then answer and event."""
    fresh = _rewrite(context, opened, change.applied)
    sequence = fresh.contents.sequence(change.question, change.item)
    where = ("answers", "value", change.question, change.item or "", str(sequence))
    row = {
        "application_id": opened.id,
        "question": change.question,
        "item": change.item or "",
        "sequence": sequence,
        "replaces": sequence - 1 or None,
        "given_by": opened.party_id,
        "role": opened.role,
        "value": opened.lock(json.dumps(change.value).encode(), *where),
        "given": context.now,
    }
    context.session.connection().execute(queries.ADD_ANSWER, row)
    record(context, opened, kind, change.question, change.item)
    return fresh


def _rewrite(context: Context, opened: Opened, change: Callable[[Contents], Contents]) -> Opened:
    """Replace the current document by a changed one; where somebody was quicker, change what they wrote."""
    current = opened
    for _ in range(RACES):
        contents = change(current.contents)
        since, counted = limits.saves(context.now, current.counting_since, current.counted)
        sealed = opened.lock(contents.written(), "documents", "contents")
        row = {
            "row": opened.id,
            "read_version": current.version,
            "new_version": current.version + 1,
            "new_contents": sealed,
            "now": context.now,
            "since": since,
            "count": counted,
        }
        if context.session.connection().execute(queries.WRITE_DOCUMENT, row).rowcount == 1:
            fresh = replace(
                current,
                version=current.version + 1,
                sealed=sealed,
                changed=context.now,
                counting_since=since,
                counted=counted,
            )
            fresh.know(contents=contents)
            return fresh
        current = _read_again(context, current)
    raise NotPossible("too many people are saving at once")


def _read_again(context: Context, opened: Opened) -> Opened:
    row = context.session.connection().execute(queries.CURRENT, {"application_id": opened.id}).one_or_none()
    if row is None:
        raise NotFound
    if _may_answer(opened, opened.state) and not _may_answer(opened, row.state):
        raise NotAllowed  # it was sent in the meantime; whoever could not answer before says something else
    return replace(
        opened,
        state=row.state,
        version=row.version,
        sealed=row.contents,
        counting_since=row.counting_since,
        counted=row.counted,
    )


def _may_answer(opened: Opened, state: State) -> bool:
    return may(opened.role, Action.ANSWER, state) is Verdict.ALLOWED


def _forget_page(context: Context, opened: Opened, place: Place) -> None:
    where = {"row": opened.id, "party": opened.party_id, "at_question": place.question, "at_item": place.item or ""}
    context.session.connection().execute(queries.FORGET_PAGE, where)


def add_item(context: Context, opened: Opened, group_id: str) -> tuple[Opened, str]:
    """Add an item to a group and return the application and the item's id. Raises NotPossible when it is full."""
    group = _group(opened, group_id)
    if not opened.journey.can_add(group.id):
        raise NotPossible("the group is full")
    item = secrets.token_hex(4)
    return _save(context, opened, _Change(group_id, item, value=True, seen=0), Happened.ITEM_ADDED), item


def remove_item(context: Context, opened: Opened, group_id: str, item: str) -> Opened:
    """Take an item out of a group. Its answers are kept and count no more. Taking it out twice does nothing.

    Raises NotPossible where the group never had it.
    """
    _group(opened, group_id)
    value = opened.contents.value(group_id, item)
    if value is None or not item:
        raise NotPossible("no such item")
    if value is False:
        return opened
    change = _Change(group_id, item, value=False, seen=opened.contents.sequence(group_id, item))
    try:
        return _save(context, opened, change, Happened.ITEM_REMOVED)
    except _Overtaken:
        return _read_again(context, opened)


def finish_group(context: Context, opened: Opened, group_id: str) -> Opened:
    """Record that there is nobody or nothing more to add for now."""
    return _mark_group(context, opened, group_id, DONE)


def reopen_group(context: Context, opened: Opened, group_id: str) -> Opened:
    """Take back that there is nobody or nothing more to add."""
    return _mark_group(context, opened, group_id, None)


def _mark_group(context: Context, opened: Opened, group_id: str, mark: str | None) -> Opened:
    _group(opened, group_id)
    if opened.contents.value(group_id, None) == mark:
        return opened
    change = _Change(group_id, None, mark, opened.contents.sequence(group_id, None))
    try:
        return _save(context, opened, change, Happened.ANSWERED)
    except _Overtaken:
        return _read_again(context, opened)


def _group(opened: Opened, group_id: str) -> Group:
    try:
        group = opened.questionnaire.find(group_id)
    except KeyError:
        raise NotPossible("no such group") from None
    if not isinstance(group, Group):
        raise NotPossible("not a group")
    return group


def rewrite_about(context: Context, opened: Opened, change: Callable[[About], About]) -> Opened:
    """Change what is said about an application outside its questions."""
    return _rewrite(context, opened, lambda contents: replace(contents, about=change(contents.about)))


def set_wishes(context: Context, opened: Opened, wishes: Wishes) -> Opened:
    """Record how it is safe to reach the person. Everything sent later obeys it. Open it with Action.REACH."""
    fresh = _rewrite(
        context, opened, lambda contents: replace(contents, about=contents.about.saying(opened.role, wishes))
    )
    record(context, opened, Happened.WISHES_SET)
    return fresh


def set_helper(context: Context, opened: Opened, helper: Helper) -> Opened:
    """Record who answers for the person and how to reach them. Wants Action.REACH or Action.SAVE."""

    def changed(contents: Contents) -> Contents:
        about = contents.about.with_helper(opened.party_id, helper, invited=opened.invited)
        return replace(contents, about=about)

    fresh = _rewrite(context, opened, changed)
    record(context, opened, Happened.WISHES_SET, about=OF_THEMSELF)
    return fresh


def set_about(context: Context, opened: Opened, said: Callable[[About], About], *, of_themself: bool = False) -> Opened:
    """Record what somebody says of how they want to be reached and told. Wants Action.REACH or Action.TOLD.

    `of_themself` says that somebody who helps said nothing of how to reach the person.
    """
    fresh = _rewrite(context, opened, lambda contents: replace(contents, about=said(contents.about)))
    record(context, opened, Happened.WISHES_SET, about=OF_THEMSELF if of_themself else None)
    return fresh


def set_person_name(context: Context, opened: Opened, name: str | None) -> Opened:
    """Record the name of the person somebody answers with or for."""
    return _rewrite(
        context, opened, lambda contents: replace(contents, about=replace(contents.about, person_name=name))
    )
