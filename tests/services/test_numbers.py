"""Two who write at the same moment each get a number of their own, and neither an error page."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select

from portal.access import Action
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.services import advocacy
from portal.services.advocacy import ABILITIES, Ease, Said, Somebody
from portal.services.staff import deciding

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.services.context import Context
    from portal.services.opened import Opened
    from tests.services.town import Town

pytestmark = pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
ALONE = Said(dict.fromkeys(ABILITIES, Ease.ALONE), Somebody.YES)


def say(context: Context, opened: Opened) -> None:
    advocacy.say(context, opened, ALONE)


def decide(context: Context, opened: Opened) -> None:
    deciding.add_decision(context, opened, DecisionKind.NEEDS, {"reason": "because"})


@pytest.mark.parametrize(("table", "write"), [("advocacy", say), ("decisions", decide)])
def test_numbers_never_meet(town: Town, table: str, write: Callable[[Context, Opened], Any]) -> None:
    """The first is stopped after writing until the second has begun to write, or waits for the first."""
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    written, asked = threading.Event(), threading.Event()

    def first() -> None:
        with ann.opening(Action.ADVOCATE) as (context, opened):
            write(context, opened)
            written.set()
            asked.wait(10)

    def second() -> None:
        written.wait(10)
        with ann.opening(Action.ADVOCATE) as (context, opened):
            event.listen(
                context.session.connection(),
                "before_cursor_execute",
                lambda *_: threading.Timer(0.3, asked.set).start(),
            )
            write(context, opened)

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(first), pool.submit(second)]:
            each.result()
    with town.visit(write=False) as context:
        rows = context.session.connection().execute(select(queries.tables[table].c.number).order_by("number"))
        assert list(rows.scalars()) == [1, 2]
