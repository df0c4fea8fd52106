"""The command that a timer calls each day: it reminds, tells the team, and does neither twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from portal.cli.remind import remind, would_remind
from portal.cli.stored import stored
from portal.db import queries
from tests.cli.test_inbox import sent
from tests.services.test_reminding import QUIET, choose
from tests.services.town import DAY

if TYPE_CHECKING:
    from tests.services.town import Town


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_one_that_cannot_be_written_holds_up_nobody_behind_it(
    town: Town, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    town.now = datetime.now(UTC) - QUIET - DAY
    for name in ("ann", "bea"):
        somebody = town.somebody()
        somebody.prove_email(f"{name}@example.org")
        choose(somebody)
    addresses = queries.tables["credentials"]
    with town.visit() as context:
        broken = context.session.connection().execute(select(addresses.c.id)).scalars().first()
        change = update(addresses).where(addresses.c.id == broken).values(address=b"not what was locked")
        context.session.connection().execute(change)
    with stored() as there:
        remind(there, town.content)
    assert capsys.readouterr().out == "1 reminders written.\n"
    assert "reminder not written: " in caplog.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_team_is_told_once_and_a_dry_run_writes_nothing(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    ann = sent(town)  # in May, so that it is late by now
    before = len(town.mails())
    with stored() as there:
        would_remind(there, town.content)
        assert len(town.mails()) == before
        remind(there, town.content)
        remind(there, town.content)
    (mail,) = town.mails()[before:]
    assert "/staff/?list=late" in mail.body
    assert ann.reference not in mail.body
    assert capsys.readouterr().out.splitlines() == [
        "Nothing was sent. Due for those who chose reminders: 0.",
        "0 reminders written. The team was told of 1 late applications.",
        "0 reminders written.",
    ]
