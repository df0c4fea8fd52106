"""Saying that one does not want to go on, at any time after sending."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.access import State
from portal.notices import Occasion
from portal.services import closing, notices
from portal.services.events import Happened, record

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened

WITHDRAWN = "withdrawn"
"""Why it is closed, as staff say it, too: see `staff.cases.Because`."""


def withdraw(context: Context, opened: Opened) -> Opened:
    """Close it because they do not want to go on. Open it with Action.WITHDRAW. Raises NotPossible.

    What was written stays for as long as the council says, as with all that is closed; staff see who said so.
    """
    closing.close(context, opened, WITHDRAWN)
    record(context, opened, Happened.WITHDRAWN)
    cause = f"{opened.id} {context.now.isoformat()}"
    notices.tell(context, opened, Occasion.WITHDRAWN, cause)
    return replace(opened, state=State.CLOSED)
