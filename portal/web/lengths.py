"""How long the council gives itself for something, in words."""

from __future__ import annotations

from flask_babel import ngettext

YEAR = 365  # days, as a council writes a year in its settings


def length(days: int) -> str:
    """How long the council gives itself, in years or weeks where they are whole."""
    if days % YEAR == 0:
        return ngettext(
            "We aim to do this within %(num)d year.", "We aim to do this within %(num)d years.", days // YEAR
        )
    if days % 7 == 0:
        return ngettext("We aim to do this within %(num)d week.", "We aim to do this within %(num)d weeks.", days // 7)
    return ngettext("We aim to do this within %(num)d day.", "We aim to do this within %(num)d days.", days)
