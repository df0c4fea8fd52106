"""Saving and coming back: by e-mail, by a printed code; signing out; deleting a draft."""

from portal.web.returning import keeping
from portal.web.returning.views import bp

__all__ = ["bp", "keeping"]
