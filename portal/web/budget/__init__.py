"""The indicative budget, line by line."""

from portal.web.budget import changed, views, what_if
from portal.web.budget.bp import bp

__all__ = ["bp", "changed", "views", "what_if"]
