"""Choosing how to take a budget: the guides, the ways, the parts of a mix, what the money is for, what to know."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from e2e.pages.budget import number
from e2e.pages.questions import TasksPage
from e2e.pages.sheet import Sheet

if TYPE_CHECKING:
    from playwright.sync_api import Locator

COUNCIL = "The council arranges it"
DIRECT = "Direct payment"
UNIT = re.compile("^Pounds")


class GuidesOfferedPage(Sheet):
    """The two guides, before the choice."""

    heading = "Guides to read before you choose"

    def go_on(self) -> WaysPage:
        self.press("Go on to the choice")
        return WaysPage(self.person)


class WaysPage(Sheet):
    """The ways, compared."""

    heading = "How would you like to get your support?"
    helpers_heading = "How would they like to get their support?"

    def ways(self) -> list[str]:
        """The names of the ways as they can be chosen."""
        return [each.strip() for each in self.main.locator("form label").all_inner_texts()]

    def nothing_is_chosen(self) -> bool:
        return self.main.locator("input:checked").count() == 0

    def choose(self, words: str) -> None:
        self.pick(words)
        self.press("Continue")


class PartsPage(Sheet):
    """The parts of a mix."""

    heading = "Share out your budget"
    helpers_heading = "Share out their budget"

    def part(self, name: str) -> Locator:
        return self.main.get_by_role("group", name=name, exact=True)

    def names(self) -> list[str]:
        """The parts on offer."""
        return [each.strip() for each in self.main.locator("fieldset.part > legend").all_inner_texts()]

    def give(self, name: str, way: str, pounds: Decimal | str) -> None:
        """One part: who arranges it, and how many pounds."""
        part = self.part(name)
        self.person.hand.pick(part.get_by_role("radio", name=way, exact=True))
        self.person.hand.write(part.get_by_role("textbox", name=UNIT), str(pounds))

    def amount(self, name: str) -> str:
        return self.part(name).get_by_role("textbox", name=UNIT).input_value()

    def left(self) -> list[str]:
        """What each sum says is still to be shared out."""
        return [each.strip() for each in self.main.get_by_role("status").all_inner_texts() if each.strip()]

    def whole(self) -> dict[str, Decimal]:
        """How much there is, each week and once."""
        found = {}
        for each in self.main.locator("p[role=status]").all():
            words = each.inner_text()
            found[(each.get_attribute("id") or "").removeprefix("left-")] = number(words.rpartition(" of ")[2])
        return found

    def look(self) -> PartsPage:
        self.press("Show me what is left")
        return self.again()

    def go_on(self) -> None:
        self.press("Save and go on")


class UsesPage(Sheet):
    """What a direct payment would be for."""

    heading = "What would the direct payment be for?"

    def choose(self, *words: str) -> None:
        for each in words:
            self.tick(each)
        self.press("Continue")


class PointsPage(Sheet):
    """What to know first."""

    heading = "What is good to know first"

    def points(self) -> list[str]:
        return [each.strip() for each in self.main.get_by_role("heading", level=2).all_inner_texts()]

    def go_on(self) -> TasksPage:
        self.press("Continue")
        return TasksPage(self.person)
