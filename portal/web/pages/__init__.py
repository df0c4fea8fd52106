"""Pages that belong to no application: privacy, accessibility, cookies, credits, asking for a call, ways of reading."""

from portal.web.pages import asking, fairness, published, reading
from portal.web.pages.views import bp

__all__ = ["asking", "bp", "fairness", "published", "reading"]
