"""How an application is going: the timeline."""

from portal.web.progress import adding, advocacy, complaining, messages, views, withdrawing
from portal.web.progress.area import bp

__all__ = ["adding", "advocacy", "bp", "complaining", "messages", "views", "withdrawing"]
