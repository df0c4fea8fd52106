"""A text in its four wordings, and the places in it that earlier answers fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache

from portal.files import Complaint, ContentError, Node, Reader, suggestion


class Wording(StrEnum):
    """Who reads the text, and how: for the person or for someone answering with them, plainly or in Easy Read."""

    STANDARD = "standard"
    EASY = "easy"
    FOR_HELPER = "for_helper"
    EASY_FOR_HELPER = "easy_for_helper"

    @classmethod
    def of(cls, *, easy: bool, helper: bool) -> Wording:
        """Return the wording for a reader."""
        if easy:
            return cls.EASY_FOR_HELPER if helper else cls.EASY
        return cls.FOR_HELPER if helper else cls.STANDARD

    @property
    def is_easy(self) -> bool:
        """Say whether this is an Easy Read wording."""
        return self in {Wording.EASY, Wording.EASY_FOR_HELPER}

    @property
    def is_for_helper(self) -> bool:
        """Say whether this speaks to someone who answers for the person."""
        return self in {Wording.FOR_HELPER, Wording.EASY_FOR_HELPER}


class Transform(StrEnum):
    """What may be done to an earlier answer before it is put into a text: a closed set."""

    AS_TYPED = "as-typed"
    FIRST_WORD = "first-word"
    COUNT = "count"
    OPTION = "option"
    MONEY = "money"
    DATE = "date"


WORDING_FIELDS = {"text": Wording.STANDARD, **{str(each): each for each in list(Wording)[1:]}}
"""The field of a content file for each wording."""

PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Text:
    """One text; `key` is its stable address, such as `adult/washing/text`. A wording not given is None."""

    key: str
    standard: str
    easy: str | None = None
    for_helper: str | None = None
    easy_for_helper: str | None = None

    def found_wording(self, wording: Wording) -> Wording:
        """Return the wording that is shown where this one is wanted.

        Easy Read for a helper falls back on Easy Read only where the helper is spoken to in the same words as the
        person; otherwise the helper's own words come first, so that nobody is called "you" who is not meant.
        """
        order = {
            Wording.EASY: (Wording.EASY,),
            Wording.FOR_HELPER: (Wording.FOR_HELPER,),
            Wording.EASY_FOR_HELPER: (Wording.EASY_FOR_HELPER, Wording.FOR_HELPER, Wording.EASY),
        }
        return next((each for each in order.get(wording, ()) if self.given(each) is not None), Wording.STANDARD)

    def given(self, wording: Wording) -> str | None:
        """Return the words written for exactly this wording."""
        words: str | None = getattr(self, wording.value)
        return words

    def in_wording(self, wording: Wording) -> str:
        """Return the words for a reader, in the language of the file."""
        return self.given(self.found_wording(wording)) or self.standard

    def message(self, wording: Wording) -> tuple[str, str]:
        """Return the context and the words under which the translation is kept."""
        found = self.found_wording(wording)
        return f"{self.key} {found}", self.given(found) or self.standard

    def messages(self) -> Iterator[tuple[str, str]]:
        """Return context and words of each wording that is written."""
        for wording in Wording:
            words = self.given(wording)
            if words is not None:
                yield f"{self.key} {wording}", words


@dataclass(frozen=True)
class Placeholder:
    """A place in a text that an earlier answer fills, such as `{first-name}` or `{people|count}`."""

    question: str
    transform: str = Transform.AS_TYPED.value


def placeholders(words: str) -> tuple[Placeholder, ...]:
    """Return the places in a text, in order; a transform that does not exist is returned as it is written."""
    return tuple(_placeholder(found[1]) for found in PLACE.finditer(words))


def fill(words: str, lookup: Callable[[Placeholder], str]) -> str:
    """Return the text with each place filled by `lookup`; escaping is the caller's affair."""
    return PLACE.sub(lambda found: lookup(_placeholder(found[1])), words)


@lru_cache(maxsize=1024)
def _placeholder(inside: str) -> Placeholder:
    question, _, transform = inside.partition("|")
    return Placeholder(question.strip(), transform.strip() or Transform.AS_TYPED.value)


def text_fields(reader: Reader, key: str) -> Text:
    """Return the text whose wordings stand beside other fields: `text`, `easy`, `for_helper`, `easy_for_helper`."""
    return Text(key, reader.text("text"), *(reader.text_or_none(field.name) for field in fields(Text)[2:]))


def read_text(node: Node, key: str, complaints: list[Complaint], where: str = "") -> Text:
    """Return the text of a field: plain words, or its wordings by name."""
    if not node.has_fields:
        return Text(key, _plain(node, complaints, where))
    reader = Reader(node, complaints, where)
    text = text_fields(reader, key)
    reader.finish()
    return text


def _plain(node: Node, complaints: list[Complaint], where: str) -> str:
    try:
        return node.text()
    except ContentError as error:
        complaints.extend(replace(each, where=where) for each in error.complaints)
        return ""


def text_at(reader: Reader, name: str, key: str) -> Text:
    """Return the text of a field that must be there; empty, with a complaint, where it is not."""
    node = reader.required(name)
    return Text(key, "") if node is None else read_text(node, key, reader.complaints, reader.where)


def text_or_none(reader: Reader, name: str, key: str) -> Text | None:
    """Return the text of a field that may be left out."""
    node = reader.at(name)
    return None if node is None else read_text(node, key, reader.complaints, reader.where)


def unknown_transform(place: Placeholder) -> str | None:
    """Return the cure for a transform that does not exist, None for one that does."""
    names = [each.value for each in Transform]
    return None if place.transform in names else suggestion(place.transform, names)
