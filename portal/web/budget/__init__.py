"""The indicative budget, line by line."""

from portal.web.budget.views import bp

__all__ = ["bp"]
