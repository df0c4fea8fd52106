"""Who a phased roll-out begins with: groups as data, and which of them somebody belongs to."""

from portal.cohorts.loading import CODES, load_cohorts
from portal.cohorts.model import Ask, By, Cohort, Cohorts, Placement, Share

__all__ = ["CODES", "Ask", "By", "Cohort", "Cohorts", "Placement", "Share", "load_cohorts"]
