"""How an application is going: the timeline."""

from portal.web.progress import messages, withdrawing
from portal.web.progress.views import bp

__all__ = ["bp", "messages", "withdrawing"]
