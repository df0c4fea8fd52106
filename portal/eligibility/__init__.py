"""The three-part test of the law as content: what the answers suggest, never a decision."""

from portal.eligibility.loading import load
from portal.eligibility.model import EligibilityTest, Ground
from portal.eligibility.suggesting import OutcomeSuggestion, Result, Suggestion, suggest

__all__ = ["EligibilityTest", "Ground", "OutcomeSuggestion", "Result", "Suggestion", "load", "suggest"]
