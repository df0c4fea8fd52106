"""How an application is going: the timeline."""

from portal.web.progress import adding, messages, withdrawing
from portal.web.progress.views import bp

__all__ = ["adding", "bp", "messages", "withdrawing"]
