"""The catalogues of every language, for words that go to somebody who is not at the page."""

from __future__ import annotations

from datetime import date
from functools import cache
from gettext import NullTranslations, translation

from babel import Locale
from babel.dates import format_date

DEFAULT = "en_GB"


@cache
def catalogue(folder: str, code: str) -> NullTranslations:
    """Return the words of a language; where there are none, the words as they are written."""
    return translation("messages", folder, [code], fallback=True)


def day_in(code: str, day: date) -> str:
    """Return a day as a language writes it, as the pages do: Tuesday 3 November 2026."""
    locale = Locale.parse(code)
    return format_date(day, "EEEE d MMMM y" if locale.language == "en" else "full", locale=locale)
