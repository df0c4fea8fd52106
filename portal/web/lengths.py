"""How long the council gives itself for something, in words."""

from __future__ import annotations

from flask_babel import ngettext


def length(days: int) -> str:
    """How long the council gives itself, in weeks where they are whole."""
    if days % 7 == 0:
        return ngettext("We aim to do this within %(num)d week.", "We aim to do this within %(num)d weeks.", days // 7)
    return ngettext("We aim to do this within %(num)d day.", "We aim to do this within %(num)d days.", days)
