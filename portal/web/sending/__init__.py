"""Sending an application, the confirmation and copy to keep, taking it back."""

from portal.web.sending.views import bp

__all__ = ["bp"]
