"""Before the first question: what this is, is there danger, the right place, whose support, how to reach them."""

from portal.web.start import cohorts
from portal.web.start.views import bp

__all__ = ["bp", "cohorts"]
