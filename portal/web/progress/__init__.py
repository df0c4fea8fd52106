"""How an application is going: the timeline."""

from portal.web.progress import adding, complaining, messages, views, withdrawing
from portal.web.progress.area import bp

__all__ = ["adding", "bp", "complaining", "messages", "views", "withdrawing"]
