"""The receipt of a budget: which lines make a row, which stand inside another. What is nobody's own is drawn once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from flask import current_app, request
from markupsafe import Markup

from portal.allocation.model import How, Outcome
from portal.allocation.nothing import causes_in
from portal.questionnaires.model import Group
from portal.web import locale, visit
from portal.web.budget.rows import SUM, RowMaker
from portal.words import Wording, placeholders

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from portal.allocation.model import Budget, Line
    from portal.questionnaires.model import Questionnaire
    from portal.services.opened import Opened
    from portal.words import Text

KEPT: Final = 4096  # rows of about a kilobyte
HERE: Final = "0000-0000"  # stands for the reference in what is kept: none holds a nought, and no address escapes it
ROWS: Final[dict[object, str]] = {}
"""Rows that read the same for everyone who picked the same answers: no typed word and no reference is in them."""


def receipt(
    budget: Budget, opened: Opened, *, may_ask: bool, may_change: bool, of: str = "", told: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The lines that lead to the figure as rows; the last is the figure and nothing else makes one.

    Lines that only go into one sum stand inside that sum's row; lines that changed nothing are left to `quiet`. `of` is
    the last line of another result than the one that leads the page, `told` what stands on the page already.
    """
    last = of or budget.headline.id
    leading = [line for line in budget.behind(last) if line.applies and line.id not in told]
    inside = folded(leading)
    make = RowMaker(last, causes_in(budget.lines), opened, may_ask=may_ask, may_change=may_change)
    parents = set(inside.values())
    rows = {
        line.id: make.row(line) if line.id in parents else drawn(make, line, inner=line.id in inside)
        for line in leading
        if not passes_on(line, last)
    }
    for line_id, parent in inside.items():
        rows[parent].setdefault("parts", []).append(rows[line_id])
    return [row for line_id, row in rows.items() if line_id not in inside]


def quiet(budget: Budget, opened: Opened, *, may_ask: bool, may_change: bool) -> list[dict[str, Any]]:
    """The rows of lines that changed nothing here: a limit that was not reached, help that took nothing off."""
    last = budget.headline.id
    make = RowMaker(last, causes_in(budget.lines), opened, may_ask=may_ask, may_change=may_change)
    leading = (line for line in budget.behind(last) if line.applies)
    return [drawn(make, line, inner=False) for line in leading if passes_on(line, last)]


def passes_on(line: Line, last: str) -> bool:
    """Whether a line hands on the figure of one line above as it is, and is neither a sum nor the figure itself."""
    used = [one for one in line.operands if one.how is not How.COMPARED]
    if line.id == last or line.operation == SUM or line.outcome is not Outcome.ORDINARY:
        return False
    return len(used) == 1 and used[0].line is not None and used[0].value == line.figure


def folded(lines: Sequence[Line]) -> dict[str, str]:
    """Which lines stand inside the row of a sum: those that go into that sum alone, are no sum and no money."""
    by_id = {line.id: line for line in lines}
    users: dict[str, list[str]] = {}
    for line in lines:
        for one in line.operands:
            if one.line:
                users.setdefault(one.line, []).append(line.id)
    inside = {}
    for line in lines:
        used_by = set(users.get(line.id, ()))
        if len(used_by) != 1 or line.operation == SUM or line.unit.is_money:
            continue
        parent = by_id[next(iter(used_by))]
        if parent.operation == SUM and all(by_id[one.line].operation != SUM for one in parent.operands if one.line):
            inside[line.id] = parent.id
    return inside


def drawn(make: RowMaker, line: Line, *, inner: bool) -> dict[str, Any]:
    """The row of a line, already drawn where it holds nothing of one person's own; `inner` stands inside a sum."""
    if not is_for_everyone(line, make.opened.questionnaire):
        return make.row(line)
    reader = (visit.wiring(), request.root_path, locale.catalogue(), make.wording, make.opened.questionnaire)
    key = (*reader, make.may_ask, make.may_change, line.id == make.last, inner, make.none.get(line.id), line)
    html = ROWS.get(key)
    if html is None:
        if len(ROWS) >= KEPT:
            ROWS.clear()
        html = ROWS[key] = draw(replace(make, opened=replace(make.opened, reference=HERE)).row(line), inner=inner)
    return {"id": line.id, "drawn": Markup(html.replace(HERE, make.opened.reference))}  # noqa: S704 - our own template's


def draw(row: dict[str, Any], *, inner: bool) -> str:
    """The HTML of a row."""
    macros = cast("Any", current_app.jinja_env.get_template("components/money.html").module)
    return str((macros.inner if inner else macros.line)(row))


def is_for_everyone(line: Line, questionnaire: Questionnaire) -> bool:
    """Whether all that a line counts are picked answers to questions that name nobody."""
    for one in line.operands:
        if one.question is None:
            continue
        if one.option is None or one.item is not None or one.question not in questionnaire:
            return False
        asked = questionnaire.find(one.question)
        if isinstance(asked, Group) or has_places(asked.text):
            return False
    return True


@lru_cache(maxsize=KEPT)
def has_places(text: Text) -> bool:
    """Whether any wording of a text takes up an earlier answer, such as a name."""
    return any(placeholders(text.given(wording) or "") for wording in Wording)
