"""Sending an application, the confirmation and copy to keep, taking it back, and how we tell you things."""

from portal.web.sending import telling, views
from portal.web.sending.bp import bp

__all__ = ["bp", "telling", "views"]
