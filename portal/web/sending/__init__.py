"""Sending an application, the confirmation and copy to keep, taking it back, and how we tell you things."""

from portal.web.sending import letters, telling, views
from portal.web.sending.bp import bp

__all__ = ["bp", "letters", "telling", "views"]
