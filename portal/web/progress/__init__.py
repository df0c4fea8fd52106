"""How an application is going: the timeline."""

from portal.web.progress import messages
from portal.web.progress.views import bp

__all__ = ["bp", "messages"]
