"""Finds sentences that say no twice, which readers must turn round in their heads."""

from __future__ import annotations

import re
from typing import Final

NEGATIVE: Final = re.compile(r"\b(not|no|none|nobody|nothing|never|nor|neither|cannot|unless)\b", re.IGNORECASE)
UNLESS: Final = re.compile(r"\bunless\b", re.IGNORECASE)
AS_AN_ANSWER: Final = re.compile(r"\b(say|says|said|saying|as a|a) no\b|[“\"][^”\"]*[”\"]", re.IGNORECASE)
"""A no that somebody says, and words that are quoted, deny nothing."""
CLAUSE: Final = re.compile(r"[,;:()]|\b(?:and|or|if|but|so|because|when|whether)\b", re.IGNORECASE)
SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+|\n+")


def said_no_twice(words: str) -> str | None:
    """Return the first sentence with two negatives in one clause, or with “unless” beside a negative."""
    for sentence in SENTENCE.split(words):
        plain = AS_AN_ANSWER.sub("", sentence)
        together = [plain] if UNLESS.search(plain) else CLAUSE.split(plain)
        if any(len(NEGATIVE.findall(each)) > 1 for each in together):
            return sentence
    return None
