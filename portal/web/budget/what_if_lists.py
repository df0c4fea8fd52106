"""People who are added to a list or left out of it in the copy, such as those who help: buttons, rows and places."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.model import Refusal
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.services.trying import lists_to_try, tried
from portal.web import locale, visit
from portal.web.questions.page import said
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import item_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.allocation.model import Budget
    from portal.services.opened import Opened
    from portal.services.trying import Trial


def pressed(opened: Opened, trial: Trial, form: Mapping[str, str]) -> tuple[Trial, str | None]:
    """The trial after a button of a list, and who was added by it; whatever cannot be done changes nothing."""
    copy = tried(opened, trial)
    by_id = {group.id: group for group in lists_to_try(visit.context(), copy)}
    name, _slash, item = form.get("leave", "").partition("/")
    if name in by_id and item in copy.given.items_of(name):
        return trial.leaving_out(by_id[name], item), None
    if (group := by_id.get(form.get("nobody", ""))) and group.id not in copy.given.done:
        return trial.as_it_stands(group), None
    group = by_id.get(form.get("add", ""))
    if group is None or not copy.journey.can_add(group.id):
        return trial, None
    added = secrets.token_hex(4)
    return trial.adding(group, added, _("New person %(number)s", number=len(trial.added) + 1)), added


def shown(opened: Opened, copy: Opened, outcome: Budget | Refusal | None) -> list[dict[str, Any]]:
    """Each list as it is in the copy, with who can be left out, and whether somebody can be added."""
    wording = wording_of(opened)
    wanted = {question for question, _item in outcome.questions} if isinstance(outcome, Refusal) else set()
    return [
        {
            "id": group.id,
            "title": locale.words(group.text, wording),
            "add": said(group.add, wording) if copy.journey.can_add(group.id) else "",
            "open": group.id in wanted,
            "items": [
                {"key": f"{group.id}/{item}", "name": item_name(copy, group, item, wording)}
                for item in copy.given.items_of(group.id)
            ],
        }
        for group in lists_to_try(visit.context(), copy)
    ]


def told(opened: Opened, trial: Trial) -> list[Place]:
    """The changes worth a row: not the name that stands for somebody new, nor that a list is complete."""
    return [place for place in trial.places if not _is_only_said(opened, trial, place)]


def _is_only_said(opened: Opened, trial: Trial, place: Place) -> bool:
    if isinstance(opened.questionnaire.find(place.question), Group):
        return place.item is None
    group = opened.questionnaire.group_of(place.question)
    return group is not None and group.named_by == place.question and place.item in trial.added


def changed_row(opened: Opened, copy: Opened, place: Place) -> dict[str, Any] | None:
    """The row of somebody who was added or left out; None for any other change."""
    group = opened.questionnaire.find(place.question)
    if not isinstance(group, Group) or not place.item:
        return None
    there = {True: _("counted"), False: _("not counted")}
    return {
        "key": f"{place.question}/{place.item}",
        "question": item_name(copy, group, place.item, wording_of(opened)),
        "real": there[place.item in opened.given.items_of(group.id)],
        "answer": there[place.item in copy.given.items_of(group.id)],
    }


def item_at(copy: Opened, question: str, item: int | None) -> str | None:
    """Who stands at a place that a result of the copy names."""
    group = copy.questionnaire.group_of(question)
    items = copy.given.items_of(group.id) if group else ()
    return items[item] if item is not None and item < len(items) else None
