"""The area of the council's staff: signing in, what waits, one application."""

from portal.web.staff import account, work
from portal.web.staff.area import bp

__all__ = ["account", "bp", "work"]
