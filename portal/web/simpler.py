"""Lets pages speak Easy Read: a catalogue that puts the Easy Read of a sentence in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.pages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.pages import Easy


class Simpler:
    """The catalogue of a language for readers of Easy Read.

    A language whose translators have not written the Easy Read of a sentence says the ordinary one, not the English.
    """

    def __init__(self, catalogue: Any, words: Iterable[Easy]) -> None:
        self.catalogue = catalogue
        self.words = {each.text: each for each in words if not each.is_as_it_is}

    def ugettext(self, message: str) -> str:
        """A sentence."""
        said: str = self.catalogue.ugettext(message)
        found = self.words.get(message)
        if found is None:
            return said
        easy: str = self.catalogue.upgettext(CONTEXT, found.easy)
        return easy if easy != found.easy or said == message else said

    def ungettext(self, one: str, more: str, number: int) -> str:
        """A sentence that counts something."""
        said: str = self.catalogue.ungettext(one, more, number)
        found = self.words.get(one)
        if found is None:
            return said
        easy: str = self.catalogue.unpgettext(CONTEXT, found.easy, found.many, number)
        return easy if easy not in {found.easy, found.many} or said in {one, more} else said

    def upgettext(self, context: str, message: str) -> str:
        """A sentence with a context: content has wordings of its own."""
        said: str = self.catalogue.upgettext(context, message)
        return said

    def unpgettext(self, context: str, one: str, more: str, number: int) -> str:
        """The same, for a sentence that counts something."""
        said: str = self.catalogue.unpgettext(context, one, more, number)
        return said
