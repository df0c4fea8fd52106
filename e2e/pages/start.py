"""From the first page to the first question."""

from __future__ import annotations

from e2e.pages.questions import TasksPage
from e2e.pages.returning import ComeBackPage
from e2e.pages.sheet import Sheet

FOR_ME = "I need support. I answer myself"
FOR_SOMEONE = "Someone else needs support. I answer for them"
LOOKING_AFTER = "I look after someone, and want support for myself"


class StartPage(Sheet):
    """What the service does, and the doors into it."""

    heading = "Get support to live your life"

    def start(self) -> DangerPage:
        self.press("Start now")
        return DangerPage(self.person)

    def come_back(self) -> ComeBackPage:
        self.follow("Come back to what you began")
        return ComeBackPage(self.person)

    def begin_for_myself(self) -> WishesPage:
        """All short questions at once, answered as most people would."""
        who = self.start().nobody_is().here().an_adult()
        who.choose(FOR_ME)
        return WishesPage(self.person)

    def begin_for(self, name: str) -> WishesPage:
        """The same for somebody else, who agrees."""
        who = self.start().nobody_is().here().an_adult()
        who.choose(FOR_SOMEONE)
        return SomeonePage(self.person).answer_for(name)

    def begin_looking_after_someone(self) -> WishesPage:
        """The same for somebody who looks after another person and wants support for that."""
        who = self.start().nobody_is().here().an_adult()
        who.choose(LOOKING_AFTER)
        return CarerPage(self.person).an_adult()


class DangerPage(Sheet):
    """Is somebody in danger?"""

    heading = "Are you in danger, or do you need help today?"

    def nobody_is(self) -> CouncilPage:
        self.pick("No")
        self.press("Continue")
        return CouncilPage(self.person)


class CouncilPage(Sheet):
    """Is it the right council?"""

    heading = "Does the person who needs support live in our area?"

    def here(self) -> AgePage:
        self.pick("Yes")
        self.press("Continue")
        return AgePage(self.person)


class AgePage(Sheet):
    """Old enough?"""

    heading = "Is the person who needs support 18 or over?"

    def an_adult(self) -> WhoPage:
        self.pick("Yes, 18 or over")
        self.press("Continue")
        return WhoPage(self.person)


class WhoPage(Sheet):
    """Whose support is it?"""

    heading = "Who is this support for?"

    def choose(self, words: str) -> None:
        self.pick(words)
        self.press("Continue")


class SomeonePage(Sheet):
    """Whom somebody answers for."""

    heading = "Who are you answering for?"

    def answer_for(self, name: str) -> WishesPage:
        self.write("The name they like to be called", name)
        self.pick("Everyday life is hard for them. They need support")
        self.pick("They know about it and agree")
        self.press("Continue")
        self.person.helper_of = name
        return WishesPage(self.person)


class CarerPage(Sheet):
    """What somebody who looks after another person has a right to."""

    heading = "Support for you, because you look after someone"

    def an_adult(self) -> WishesPage:
        self.pick("Yes, 18 or over")
        self.press("Continue")
        return WishesPage(self.person)


class WishesPage(Sheet):
    """How is it safe to reach the person?"""

    heading = "How is it safe to reach you?"
    helpers_heading = "How is it safe to reach them?"

    def safe(self, *ways: str) -> TasksPage:
        for way in ways:
            self.tick(way)
        self.press("Continue")
        return TasksPage(self.person)
