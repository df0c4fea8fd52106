"""Rules about the wording of any text that citizens read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from portal.negatives import said_no_twice
from portal.questionnaires.hard_words import HARD, HARD_IN_EASY_READ, UNEXPLAINED
from portal.questionnaires.rules import Found, RuleBook
from portal.questionnaires.texts import Written
from portal.words import PLACE, Wording

TEXTS: RuleBook[Sequence[Written]] = RuleBook()

LONGEST = {False: 25, True: 15}
"""The most words a sentence may have: in standard wording and in Easy Read."""

TO_THE_PERSON = re.compile(r"\b(I|me|my|mine|myself|you|your|yours|yourself)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
BY_THE_PERSON = re.compile(r"\b(I|me|my|mine|myself)\b")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
ABBREVIATIONS = frozenset({"NHS", "PIP", "GPS", "BSL", "PDF", "GOV"})
UNTIDY = (
    (re.compile(r"\S {2,}\S"), "two spaces together", "Keep one."),
    (re.compile("—"), "an em dash", "Write a full stop, a comma or a colon."),
    (re.compile(r" [.,;:!?](\s|$)"), "a space before a mark", "Take the space out."),
    (re.compile(r"\.{3}"), "three dots", "Say the rest, or end the sentence."),
    (re.compile(r"[!?]{2}|!"), "an exclamation mark", "Say it calmly, with a full stop."),
)


def _wordings(texts: Sequence[Written]) -> Iterator[tuple[Written, Wording, str]]:
    """Give each wording that is written, with placeholders as one plain word."""
    for written in texts:
        for wording in Wording:
            words = written.text.given(wording)
            if words is not None:
                yield written, wording, PLACE.sub("name", words)


def _found(written: Written, wording: Wording, what: str, cure: str) -> Found:
    return Found(written.mark, f"{written.where} ({wording})", what, cure)


def sentences(words: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for sentence in SENTENCE_END.split(words) if sentence.strip()]


def longest_sentence(words: str) -> int:
    """Return how many words the longest sentence has."""
    return max((len(WORD.findall(sentence)) for sentence in sentences(words)), default=0)


@TEXTS.rule("missing-for-helper", "A text that speaks to the person has another wording for a helper.")
def missing_for_helper(texts: Sequence[Written]) -> Iterator[Found]:
    """Find texts with I, my, you or your that a helper would read about themself."""
    for written in texts:
        spoken = TO_THE_PERSON.search(QUOTED.sub("", written.text.standard))
        if spoken and written.text.for_helper is None:
            what = f"It says “{spoken[0]}”, which a helper would take for themself."
            yield _found(written, Wording.STANDARD, what, "Add `for_helper:` with they and their.")


@TEXTS.rule("missing-easy-for-helper", "An Easy Read text that speaks to the person has another wording for a helper.")
def missing_easy_for_helper(texts: Sequence[Written]) -> Iterator[Found]:
    """Find texts whose helper would get the long wording, or words that are meant for the person."""
    for written in texts:
        text = written.text
        if text.easy_for_helper is None and text.easy and (text.for_helper or TO_THE_PERSON.search(text.easy)):
            yield _found(written, Wording.EASY, "A helper has no Easy Read for it.", "Add `easy_for_helper:`.")


@TEXTS.rule("missing-easy", "A text is simple enough for Easy Read, or has an Easy Read wording.")
def missing_easy(texts: Sequence[Written]) -> Iterator[Found]:
    """Find texts that readers of Easy Read would get in hard words or long sentences."""
    for written in texts:
        for wording, fallback in ((Wording.STANDARD, Wording.EASY), (Wording.FOR_HELPER, Wording.EASY_FOR_HELPER)):
            words = written.text.given(wording)
            if words is None or written.text.found_wording(fallback) is not wording:
                continue
            hard = _first_of(HARD_IN_EASY_READ, words)
            if hard or longest_sentence(words) > LONGEST[True]:
                what = f"It has no Easy Read and {f'says “{hard}”' if hard else 'has a long sentence'}."
                yield _found(written, wording, what, f"Add `{fallback}:` in short sentences and plain words.")


@TEXTS.rule("sentence-too-long", "A sentence has at most 25 words, in Easy Read at most 15.")
def sentence_too_long(texts: Sequence[Written]) -> Iterator[Found]:
    """Find sentences over the reading limit."""
    for written, wording, words in _wordings(texts):
        length, most = longest_sentence(words), LONGEST[wording.is_easy]
        if length > most:
            what = f"A sentence has {length} words; {most} are the most."
            yield _found(written, wording, what, "Make two sentences of it.")


@TEXTS.rule("double-negative", "A sentence does not say no twice.")
def double_negative(texts: Sequence[Written]) -> Iterator[Found]:
    """Find sentences that readers must turn round, such as those with “not” and “unless”."""
    for written, wording, words in _wordings(texts):
        twice = said_no_twice(words)
        if twice:
            cure = "Say what is so, perhaps with “only if” or “still”."
            yield _found(written, wording, f"“{twice}” says no twice.", cure)


@TEXTS.rule("hard-word", "Texts use everyday words.")
def hard_word(texts: Sequence[Written]) -> Iterator[Found]:
    """Find words of offices, and in Easy Read also longer everyday ones."""
    for written, wording, words in _wordings(texts):
        hard = _first_hard(words, easy=wording.is_easy)
        if hard:
            plain = HARD.get(hard) or HARD_IN_EASY_READ.get(hard) or UNEXPLAINED[hard]
            yield _found(written, wording, f"“{hard}” is a hard word.", f"Say “{plain}”.")


def _first_hard(words: str, *, easy: bool) -> str | None:
    return _first_of({**HARD, **UNEXPLAINED, **(HARD_IN_EASY_READ if easy else {})}, words)


def _first_of(listed: Mapping[str, str], words: str) -> str | None:
    plain = f" {' '.join(word.lower() for word in WORD.findall(words))} "
    return next((hard for hard in listed if f" {hard} " in plain), None)


@TEXTS.rule("helper-says-i", "A helper's wording does not repeat the person's I, me or my.")
def helper_says_i(texts: Sequence[Written]) -> Iterator[Found]:
    """Find helper wordings that were copied; a helper may well say I of themself in words of their own."""
    for written in texts:
        text = written.text
        for own, helper in ((text.standard, Wording.FOR_HELPER), (text.easy, Wording.EASY_FOR_HELPER)):
            spoken = BY_THE_PERSON.search(QUOTED.sub("", own or ""))
            if spoken and text.given(helper) == own:
                yield _found(written, helper, f"It repeats “{spoken[0]}”.", "Say they, them or their.")


@TEXTS.rule("repeated-wording", "A wording is written only where it differs from the one it would fall back on.")
def repeated_wording(texts: Sequence[Written]) -> Iterator[Found]:
    """Find Easy Read wordings that say the very words of the standard."""
    for written in texts:
        text = written.text
        if text.easy is not None and text.easy == text.standard and text.for_helper is None:
            yield _found(written, Wording.EASY, "It repeats the standard wording.", "Take `easy:` out.")


@TEXTS.rule("untidy-text", "Texts have no doubled spaces, em dashes, dots or exclamation marks.")
def untidy_text(texts: Sequence[Written]) -> Iterator[Found]:
    """Find slips of typing."""
    for written, wording, words in _wordings(texts):
        for pattern, what, cure in UNTIDY:
            if pattern.search(words):
                yield _found(written, wording, f"It has {what}.", cure)


@TEXTS.rule("all-capitals", "Words are not written in capitals.")
def all_capitals(texts: Sequence[Written]) -> Iterator[Found]:
    """Find words in capitals that are no known abbreviation."""
    for written, wording, words in _wordings(texts):
        loud = [word for word in CAPITALS.findall(words) if word not in ABBREVIATIONS]
        if loud:
            yield _found(
                written, wording, f"“{loud[0]}” is written in capitals.", "Use small letters, or the full name."
            )


@TEXTS.rule("percentage-in-easy", "Easy Read has no percentages.")
def percentage_in_easy(texts: Sequence[Written]) -> Iterator[Found]:
    """Find percentages where many readers could not use them."""
    for written in texts:
        wording = next((each for each in Wording if each.is_easy and "%" in written.text.in_wording(each)), None)
        if wording:
            yield _found(written, wording, "It has a percentage.", "Say how many out of ten, or half, or most.")
