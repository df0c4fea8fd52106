"""What a person chose beside their answers: ways and parts, guides, whether they want a budget worked out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.arrangements.model import Part, Period, Way
from portal.db import queries
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened

RACES = 20

_choices = queries.tables["choices"].c
_READ = select(_choices.version, _choices.contents).where(_choices.application_id == bindparam("row"))
_WRITE = (
    update(queries.tables["choices"])
    .where(_choices.application_id == bindparam("row"), _choices.version == bindparam("read_version"))
    .values(version=bindparam("new_version"), contents=bindparam("new_contents"), changed=bindparam("now"))
)


@dataclass(frozen=True)
class Choice:
    """How the budget is to be taken, as far as it was said. `way` is None until something is chosen."""

    way: Way | None = None
    parts: tuple[Part, ...] = ()
    uses: tuple[str, ...] = ()  # what the money is for under the way chosen, such as employing somebody
    guides: Mapping[str, str] = field(default_factory=dict)  # guide id: shown or declined
    points_shown: bool = False  # what to know before employing or buying
    budget_declined: bool = False
    version: int = 0


def read_choice(context: Context, opened: Opened) -> Choice:
    """Return what was chosen so far."""
    row = context.session.connection().execute(_READ, {"row": opened.id}).one_or_none()
    if row is None:
        return Choice()
    return read_plain(json.loads(opened.unlock(row.contents, "choices", "contents")), row.version)


def change_choice(context: Context, opened: Opened, change: Callable[[Choice], Choice]) -> Choice:
    """Change what was chosen; where somebody was quicker, change what they left.

    Raises NotPossible where somebody was quicker each time.
    """
    for _ in range(RACES):
        current = read_choice(context, opened)
        changed = replace(change(current), version=current.version + 1)
        sealed = opened.lock(json.dumps(as_plain(changed)).encode(), "choices", "contents")
        if _written(context, opened, current.version, sealed):
            return changed
    raise NotPossible("too many people are saving at once")


def _written(context: Context, opened: Opened, version: int, sealed: bytes) -> bool:
    connection = context.session.connection()
    if version == 0:
        add = queries.insert_or(connection.dialect.name, "choices").values(
            application_id=opened.id, version=1, contents=sealed, changed=context.now
        )
        first = add.on_conflict_do_nothing(index_elements=["application_id"]).returning(_choices.version)
        return connection.execute(first).one_or_none() is not None
    row = {
        "row": opened.id,
        "read_version": version,
        "new_version": version + 1,
        "new_contents": sealed,
        "now": context.now,
    }
    return bool(connection.execute(_WRITE, row).rowcount == 1)


def as_plain(choice: Choice) -> dict[str, Any]:
    """Return a choice as JSON values; money as text, so that it stays exact."""
    parts = [{**asdict(part), "amount": None if part.amount is None else str(part.amount)} for part in choice.parts]
    return {**asdict(choice), "parts": parts, "uses": list(choice.uses), "guides": dict(choice.guides)}


def read_plain(plain: Mapping[str, Any], version: int) -> Choice:
    """Read what `as_plain` wrote."""
    return Choice(
        way=None if plain["way"] is None else Way(plain["way"]),
        parts=tuple(_part(part) for part in plain["parts"]),
        uses=tuple(plain["uses"]),
        guides=plain["guides"],
        points_shown=plain["points_shown"],
        budget_declined=plain["budget_declined"],
        version=version,
    )


def _part(plain: Mapping[str, Any]) -> Part:
    return Part(
        id=plain["id"],
        name=plain["name"],
        way=None if plain["way"] is None else Way(plain["way"]),
        amount=None if plain["amount"] is None else Decimal(plain["amount"]),
        period=Period(plain["period"]),
    )
