"""Choosing how to take the budget, and sharing it out."""

from portal.web.arrangement.views import bp

__all__ = ["bp"]
