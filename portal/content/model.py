"""Owns the content as the rest of the service holds it: everything that people who do not program can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.allocation.basis import BasisTable, StartsFrom
from portal.allocation.examples import Example
from portal.allocation.panel import Panel
from portal.allocation.scheme import Scheme
from portal.arrangements.loading import Arrangements
from portal.budget_words import BudgetWords
from portal.cohorts import Cohorts
from portal.council import Council
from portal.eligibility.model import EligibilityTest
from portal.guides import Figures, Guide, Library
from portal.guides.tools import Tool
from portal.notices import Notices
from portal.pages import Easy
from portal.questionnaires.hints import Hint
from portal.questionnaires.model import Questionnaire
from portal.recordings import Recording


@dataclass(frozen=True)
class Content:
    """Everything that people who do not program can change. `schemes` are all versions, oldest first.

    A scheme may stand alone, with no questionnaire of its name: it can then be read by anyone, and run on its inputs.
    """

    council: Council
    questionnaires: Mapping[str, Questionnaire]
    eligibility: Mapping[str, EligibilityTest]
    schemes: Mapping[str, tuple[Scheme, ...]]
    bases: Mapping[str, BasisTable]
    arrangements: Mapping[str, Arrangements]
    guides: tuple[Guide, ...]
    figures: Figures
    tools: tuple[Tool, ...]
    library: Library
    pictures: frozenset[str]
    pages: tuple[Easy, ...]
    notices: Notices
    examples: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[Hint, ...]] = field(default_factory=dict)
    budget_words: Mapping[str, BudgetWords] = field(default_factory=dict)
    panels: Mapping[str, Panel] = field(default_factory=dict)
    cohorts: Cohorts | None = None
    recordings: tuple[Recording, ...] = ()

    def counting(self, questionnaire: str) -> frozenset[str]:
        """The questions that a budget hangs on: those that count in a scheme and those that decide its basis."""
        counted = {asked for scheme in self.schemes.get(questionnaire, ()) for asked in scheme.questions_used}
        basis = self.bases.get(questionnaire)
        return frozenset(counted | (basis.questions_used if basis else frozenset()))

    def left_to_a_person(self, questionnaire: str) -> frozenset[str]:
        """The questions that only decide whether a person works out the budget: a rough idea has no use for them."""
        basis = self.bases.get(questionnaire)
        rows = basis.rows if basis else ()
        to_a_person = {asked for row in rows if row.starts_from is StartsFrom.A_PERSON for asked in row.when.questions}
        others = {asked for row in rows if row.starts_from is not StartsFrom.A_PERSON for asked in row.when.questions}
        counted = {asked for scheme in self.schemes.get(questionnaire, ()) for asked in scheme.questions_used}
        return frozenset(to_a_person - others - counted)
