"""Whether there is a safe way to reach somebody, and what to say instead of a promise where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _

from portal.access import Action, State

if TYPE_CHECKING:
    from portal.services.opened import Opened


def unreached(opened: Opened) -> dict[str, str]:
    """What is true for somebody who named no safe way, and where to name one; nothing for everybody else.

    Nobody is asked for a safe way for a rough idea: it is not sent.
    """
    wishes, helper = opened.wishes, opened.helper
    if opened.state is State.ROUGH or any((wishes.write, wishes.ring, wishes.email, helper.ring, helper.mail)):
        return {}
    text = (
        _("You told us no safe way to reach them or you. Ring us, or come back here.")
        if opened.is_helper
        else _("You told us no safe way to reach you. Ring us, or come back here.")
    )
    if not opened.allows(Action.REACH):
        return {"text": text}
    return {"text": text, "link": _("Tell us a safe way"), "href": url_for("start.wishes", reference=opened.reference)}
