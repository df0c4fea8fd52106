"""A made-up language: every word that can be translated stands between « and », and is longer than in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from babel.support import NullTranslations
from flask_babel import get_domain

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%%|\{[^}]*\}|<[^>]*>|&\w+;")
VOWELS: Final = re.compile(r"[aeiou]")
LONGER: Final = "\u00e4\u00eb\u00ef\u00f6\u00fc"


class MadeUp(NullTranslations):
    """Translations that were never written: each message is itself, marked and lengthened by 40 % or more."""

    def gettext(self, message: str) -> str:
        return f"«{lengthened(message)}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        return self.ngettext(singular, plural, num)

    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext


def lengthened(message: str) -> str:
    """A message 40 % longer, its places for names and numbers left as they are."""
    words = PLACEHOLDER.sub("", message)
    return message + " " + (LONGER * len(words))[: max(1, len(words) * 2 // 5)]


def teach(app: Flask, folder: Path, *languages: str) -> None:
    """Let a service offer made-up languages; the codes are real ones, so that dates and direction are known."""
    for language in languages:
        (folder / language / "LC_MESSAGES").mkdir(parents=True)
    with app.app_context():
        domain: Any = get_domain()
    for language in languages:
        domain.cache[language, "messages"] = MadeUp()


def bare(words: str) -> list[str]:
    """The words of a page that stand outside every pair of marks."""
    found, depth, run = [], 0, ""
    for sign in words:
        if sign in "«»":
            found.append(run)
            depth, run = depth + (1 if sign == "«" else -1), ""
            assert depth >= 0, f"marks are out of order near {words[:80]!r}"
        elif depth == 0:
            run += sign
    found.append(run)
    assert depth == 0, f"a mark is not closed in {words[-80:]!r}"
    return [run.strip() for run in found if any(each.isalpha() for each in run)]
