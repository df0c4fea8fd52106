"""Reminds people who chose it of what waits and of dates that come, and the team of what is late."""

from __future__ import annotations

import argparse
import logging
from typing import TYPE_CHECKING

from portal.cli.stored import stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.cli.stored import Stored
    from portal.content import Content

log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Send the reminders that are due. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal remind",
        description="Remind people who chose it of a draft that waits, a review that comes, an answer that we wait for "
        "and a date that we did not keep; and tell the team how many applications are late. Nobody is reminded twice "
        "of one thing. When, the council's settings say (reminders in council.yaml). Let a timer call it once a day, "
        "at a time when a message disturbs nobody.",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be looked at")
    wanted = parser.parse_args(arguments)
    with stored() as there:
        from portal.web.kept import content_of  # noqa: PLC0415  --help must not wait for it

        content = content_of(there.settings)
        return would_remind(there, content) if wanted.dry_run else remind(there, content)


def would_remind(there: Stored, content: Content) -> int:
    """Say how much is due and was not told before, whether or not there is a safe way for it. Returns the exit code."""
    from portal.services import reminding  # noqa: PLC0415  --help must not wait for it

    with there.working(content) as context:
        print(f"Nothing was sent. Due for those who chose reminders: {len(reminding.due(context))}.")
    return 0


def remind(there: Stored, content: Content) -> int:
    """Send each in a transaction of its own: one that cannot be sent holds up no other. Returns the exit code."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415  --help must not wait for it

    from portal.services import reminding  # noqa: PLC0415  the same

    with there.working(content) as context:
        due = reminding.due(context)
    sent = 0
    for each in due:
        try:
            with there.working(content, write=True) as context:
                sent += reminding.send(context, each)
        except DBAPIError:
            raise
        except Exception as error:  # noqa: BLE001 - nothing strange in one holds up those behind it
            log.warning("reminder not written: %s", type(error).__name__)
    with there.working(content, write=True) as context:
        late = reminding.remind_team(context)
    print(f"{sent} reminders written.{f' The team was told of {late} late applications.' if late else ''}")
    return 0
