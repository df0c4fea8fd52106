"""The guides, one page a chapter."""

from portal.web.guides.views import bp

__all__ = ["bp"]
