"""Coming in with a code, what others wrote, who is involved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e.pages.returning import ComeBackPage
from e2e.pages.sheet import Sheet

if TYPE_CHECKING:
    from e2e.pages.sheet import Person


def code_shown(sheet: Sheet) -> str:
    """The code that stands on a page."""
    return "-".join(sheet.main.locator(".code__group").all_inner_texts())


def letter(tasks: Sheet) -> str:
    """Ask for the letter, from the list of parts, and read its code."""
    tasks.follow("A letter, so that they can come in themself")
    LetterPage(tasks.person).press("Show the letter to print")
    return code_shown(Sheet(tasks.person))


class LetterPage(Sheet):
    """Before the letter is made."""

    heading = "A letter with a code"


def come_in(back: ComeBackPage, code: str, *, name: str = "") -> Person:
    """Type a code that somebody gave; whoever helps says their name."""
    back.follow("I have a letter with a code, or somebody gave me a code")
    typing = Sheet(back.person)
    typing.write("What is the code?", code)
    typing.press("Continue")
    offer = OfferPage(back.person)
    if name:
        offer.write("Your name", name)
    offer.press("Come in")
    return back.person


class OfferPage(Sheet):
    """What a code is for."""

    heading = "What this code is for"


class DonePage(Sheet):
    """What others wrote for the person."""

    heading = "What others wrote for you"

    def see_differently(self, question: str, words: str) -> DonePage:
        """Say beside one answer how one sees it oneself."""
        self.follow(f"I see it differently {question}")
        view = ViewPage(self.person)
        view.write("In your own words", words)
        view.press("Keep this")
        return DonePage(self.person)

    def involved(self) -> InvolvedPage:
        self.follow("Who is involved, and what they may see")
        return InvolvedPage(self.person)


class ViewPage(Sheet):
    """How one sees an answer."""

    heading = "How do you see it?"


class InvolvedPage(Sheet):
    """Everybody with access, and what each saw and did."""

    heading = "Who is involved"

    def names(self) -> list[str]:
        """Who has access or a code."""
        return [each.strip() for each in self.main.locator(".people__name").all_inner_texts()]

    def story(self) -> list[str]:
        """What others saw and did, line by line."""
        return [each.strip() for each in self.main.locator("#story + ul > li").all_inner_texts()]

    def invite(self, name: str, level: str) -> str:
        """Let somebody in until one ends it; the code to give them."""
        self.press("Let somebody in")
        form = Sheet(self.person)
        form.write("What do you call them?", name)
        form.pick(level)
        form.press("Make the code")
        code = code_shown(Sheet(self.person))
        Sheet(self.person).press("Go back to who is involved")
        return code

    def end(self, name: str) -> InvolvedPage:
        """End somebody's access."""
        self.press(f"Change or end {name}")
        Sheet(self.person).press("End their access now")
        return InvolvedPage(self.person)


class FollowingPage(Sheet):
    """How far it has come, for whoever may see that, and perhaps no more."""

    heading = "How the application is going"

    def stages(self) -> int:
        """How many stages there are."""
        return self.main.locator(".timeline__stage").count()

    def stage(self) -> int:
        """The number of the stage where it is now."""
        states = self.main.locator(".timeline__stage").evaluate_all(
            "stages => stages.map(stage => stage.hasAttribute('aria-current'))"
        )
        return int(states.index(True))
