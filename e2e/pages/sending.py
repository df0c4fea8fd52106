"""Sending, the confirmation, and the timeline."""

from __future__ import annotations

from e2e.pages.returning import SavePage
from e2e.pages.sheet import Sheet


class SendPage(Sheet):
    """The declaration."""

    def declare(self) -> SentPage:
        self.tick("What I have written is right, as far as I know")
        if self.person.helper_of:
            self.write("Your own name", "Ruth Lane")
        agrees = self.main.get_by_label("Yes, they agree")
        if agrees.count():  # only somebody who sends for another is asked
            agrees.check()
        self.press("Send")
        return SentPage(self.person)


class SentPage(Sheet):
    """It has arrived."""

    heading = "We have it"

    def save(self) -> SavePage:
        self.follow("Save and come back")
        return SavePage(self.person)

    def timeline(self) -> TimelinePage:
        self.press("See how it is going")
        return TimelinePage(self.person)


class TimelinePage(Sheet):
    """What is done, where it is, what comes."""

    heading = "How the application is going"

    def stages(self) -> list[str]:
        return [each.strip() for each in self.main.get_by_role("heading", level=2).all_inner_texts()]

    def here(self) -> str:
        """The stage that is now, with its next step."""
        return self.main.locator("[aria-current=step]").inner_text()
