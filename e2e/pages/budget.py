"""The budget with its lines, and a pocket calculator for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from e2e.pages.sheet import Sheet

NUMBER = re.compile(r"-?£?[\d,]+(?:\.\d+)?%?")


@dataclass(frozen=True)
class Row:
    """One line as it is printed."""

    title: str
    figure: Decimal
    unit: str
    working: str


def number(words: str) -> Decimal:
    """The amount in printed words such as £1,234.50."""
    found = NUMBER.search(words.replace("−", "-"))
    assert found, words
    return Decimal(found[0].replace("£", "").replace(",", "").rstrip("%"))


class SuggestionPage(Sheet):
    """What the answers suggest about the law's three questions."""

    heading = "What your answers suggest"
    helpers_heading = "What the answers suggest"

    def rows(self) -> list[str]:
        """What it says about each of the three questions and the ten outcomes."""
        return [each.strip() for each in self.main.get_by_role("term").all_inner_texts()]


class BudgetPage(Sheet):
    """The figure, how it came about, and where to go from there."""

    heading = "Your indicative budget"
    helpers_heading = "Their indicative budget"

    def figure(self) -> str:
        """The figure in large print."""
        return self.main.locator(".figure__amount").inner_text().strip()

    def receipts(self) -> list[list[Row]]:
        """Each receipt line by line: first that of the figure, then those of sums that stand beside it."""
        found: list[list[list[str]]] = self.main.get_by_role("table").evaluate_all(
            """tables => tables.map(table => [...table.tBodies].map(body => {
             const said = (place) => (body.querySelector(place)?.innerText || '').trim();
             const figure = said('.receipt__figure') || said('td');
             return [said('th'), figure, said('.receipt__unit'), said('.receipt__working')];
           }))"""
        )
        return [[Row(title, number(figure), unit, how) for title, figure, unit, how in rows] for rows in found]

    def beside(self) -> list[str]:
        """The sums that stand beside the figure, as they are printed under it."""
        return self.main.locator(".figure__after li").all_inner_texts()
