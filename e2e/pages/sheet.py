"""What every page has, and the person in front of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Self

from e2e.hands import Hand
from portal.words import Wording

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Watch = Callable[["Page"], None]


@dataclass
class Person:
    """Somebody in front of a browser. `watches` look at every page they come to."""

    page: Page
    hand: Hand
    helper_of: str = ""
    easy: bool = False
    watches: list[Watch] = field(default_factory=list)

    @property
    def wording(self) -> Wording:
        """In which of the four wordings the service speaks to this person."""
        return Wording.of(easy=self.easy, helper=bool(self.helper_of))


class Sheet:
    """A page of the service. It knows its heading, and complains when it is not the page that is open."""

    heading: ClassVar[str] = ""
    helpers_heading: ClassVar[str] = ""  # where it speaks otherwise to somebody who answers for another person

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        self.shown = shown = self.title()
        expected = (person.helper_of and self.helpers_heading) or self.heading
        if expected and shown != expected:
            raise AssertionError(f"Expected the page “{expected}”, found “{shown}” at {self.page.url}.")
        for watch in person.watches:
            watch(self.page)

    def title(self) -> str:
        """The heading of the page that is open."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def main(self) -> Locator:
        """The part of the page between bar and foot."""
        return self.page.get_by_role("main")

    @property
    def reference(self) -> str:
        """The reference of the application that is open."""
        return self.page.url.partition("/applications/")[2].split("/")[0]

    def radio(self, words: str) -> Locator:
        return self.main.get_by_role("radio", name=words, exact=True)

    def box(self, words: str) -> Locator:
        return self.main.get_by_role("checkbox", name=words, exact=True)

    def text(self, words: str) -> Locator:
        return self.main.get_by_role("textbox", name=words, exact=True)

    def button(self, words: str) -> Locator:
        """A button, whether it is made of a link or of a button."""
        return self.page.get_by_role("button", name=words, exact=True)

    def link(self, words: str) -> Locator:
        return self.page.get_by_role("link", name=words, exact=True)

    def press(self, words: str) -> None:
        self.person.hand.press(self.button(words).locator("visible=true").first)

    def follow(self, words: str) -> None:
        self.person.hand.press(self.link(words).first)

    def pick(self, words: str) -> None:
        self.person.hand.pick(self.radio(words))

    def tick(self, words: str) -> None:
        self.person.hand.pick(self.box(words))

    def write(self, label: str, words: str) -> None:
        self.person.hand.write(self.text(label), words)

    def errors(self) -> list[str]:
        """What the summary at the top says is wrong."""
        summary = self.main.get_by_role("alert")
        return [each.strip() for each in summary.get_by_role("listitem").all_inner_texts()]

    def again(self) -> Self:
        """The same page, shown anew."""
        return type(self)(self.person)
