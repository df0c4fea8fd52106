"""Deletes what is past its time: once, or every hour beside the running service."""

from __future__ import annotations

import argparse
import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from portal.cli.stored import council_of, stored

if TYPE_CHECKING:
    from portal.config import Settings
    from portal.services.housekeeping import Purged

EVERY = 3600  # seconds
log = logging.getLogger(__name__)

WORDS = {
    "rough_ideas": "rough ideas",
    "unsaved_drafts": "drafts that nobody saved",
    "saved_drafts": "saved drafts that nobody went on with",
    "sent": "closed applications",
    "sessions": "visits that are over",
    "codes": "sign-in codes that ran out",
    "mails": "mails that were sent or given up",
    "parties": "visitors who left nothing here",
}


def run(arguments: Sequence[str]) -> int:
    """Delete what is past its time and say how much that was. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal purge",
        description="Delete what is past its time. The council's settings say how many days each kind is kept "
        "(retention_days in council.yaml). The running service does this by itself every hour.",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    wanted = parser.parse_args(arguments)
    with stored() as there:
        from portal.services import housekeeping  # noqa: PLC0415  --help must not wait for it

        retention = council_of(there.settings).retention_days
        purge = housekeeping.would_purge if wanted.dry_run else housekeeping.purge
        purged = purge(there.engine, retention, datetime.now(UTC))
    print("Nothing was deleted. This would be:" if wanted.dry_run else "Deleted:")
    print("\n".join(lines(purged)))
    return 0


def lines(purged: Purged) -> list[str]:
    """How many of each kind, one line each."""
    counts = {name: getattr(purged, name) for name in WORDS}
    width = max(len(str(count)) for count in counts.values())
    return [f"  {count:>{width}} {WORDS[name]}" for name, count in counts.items()]


def keep_purging(settings: Settings, retention: Any, stop: threading.Event) -> None:
    """Delete what is past its time, again and again, until `stop` is set. A database out of reach is tried again."""
    from portal.db.session import make_engine  # noqa: PLC0415  --help must not wait for it
    from portal.services import housekeeping  # noqa: PLC0415  the same

    engine = make_engine(settings.database_url)
    while not stop.is_set():
        try:
            housekeeping.purge(engine, retention, datetime.now(UTC))
        except Exception as error:  # noqa: BLE001 - nobody else deletes: it must outlive every surprise
            log.warning("nothing could be purged: %s", type(error).__name__)
        stop.wait(EVERY)
    engine.dispose()
