"""The catalogues of every language, for words that go to somebody who is not at the page."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation

DEFAULT = "en_GB"


@cache
def catalogue(folder: str, code: str) -> NullTranslations:
    """Return the words of a language; where there are none, the words as they are written."""
    return translation("messages", folder, [code], fallback=True)
