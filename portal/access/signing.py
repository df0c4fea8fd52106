"""Whether the name under something fits whoever signs it: one's own name, never that of whom one acts for."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Misfit(StrEnum):
    """Why a name does not fit."""

    NO_NAME = "no-name"  # nothing that anybody is called
    OF_THE_PERSON = "of-the-person"  # somebody who acts for the person signs as the person
    OF_ANOTHER = "of-another"  # the person signs with a name that is not theirs


def misfit(signed: str, known: Collection[str], *, for_oneself: bool) -> Misfit | None:
    """Say why a signed name does not fit, or None where it does.

    `known` are the names of the person as far as they were given; with none, any name fits. Accents, capitals and
    signs between letters do not matter. Whoever signs for themself need share one word with their name: people shorten
    it, leave out a middle name or turn it round. Whoever acts for them may share words with it, as families do, and
    may not sign the very name.
    """
    words = _words(signed)
    if not words:
        return Misfit.NO_NAME
    theirs = [found for each in known if (found := _words(each))]
    if for_oneself:
        return Misfit.OF_ANOTHER if theirs and not any(words & each for each in theirs) else None
    return Misfit.OF_THE_PERSON if words in theirs else None


def _words(name: str) -> frozenset[str]:
    """The words of a name, as they are compared."""
    plain = _apart(_apart(name.replace("’", "").replace("'", "")).upper().casefold())
    kept = "".join(" " if not each.isalnum() else each for each in plain if not unicodedata.combining(each))
    return frozenset(word for word in kept.split() if any(sign.isalpha() for sign in word))


def _apart(words: str) -> str:
    """Letters apart from their accents, and joined signs as the letters they stand for."""
    return unicodedata.normalize("NFKD", words)
