"""The notice table: for each occasion who is told, by which channels, in which language, format and words."""

from portal.notices.loading import CODES, load_notices
from portal.notices.model import (
    BY_THE_TEAM,
    PLACES,
    REMINDERS,
    Channel,
    Format,
    Notice,
    Notices,
    Occasion,
    Said,
    Whom,
)

__all__ = [
    "BY_THE_TEAM",
    "CODES",
    "PLACES",
    "REMINDERS",
    "Channel",
    "Format",
    "Notice",
    "Notices",
    "Occasion",
    "Said",
    "Whom",
    "load_notices",
]
