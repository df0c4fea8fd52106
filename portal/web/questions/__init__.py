"""Answering: the list of parts, one page a question, lists of people, checking what was said."""

from portal.web.questions import groups
from portal.web.questions.views import bp

__all__ = ["bp", "groups"]
