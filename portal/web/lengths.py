"""How long the council gives itself for something, in words."""

from __future__ import annotations

from flask_babel import ngettext

YEAR = 365  # days, as a council writes a year in its settings


def whole_years(days: int) -> int:
    """How many years that is; 0 where it is not so many whole ones."""
    return 0 if days % YEAR else days // YEAR


def length(days: int) -> str:
    """How long the council gives itself, in years or weeks where they are whole."""
    if years := whole_years(days):
        return ngettext("We aim to do this within %(num)d year.", "We aim to do this within %(num)d years.", years)
    if days % 7 == 0:
        return ngettext("We aim to do this within %(num)d week.", "We aim to do this within %(num)d weeks.", days // 7)
    return ngettext("We aim to do this within %(num)d day.", "We aim to do this within %(num)d days.", days)
