"""Only in the demonstration: the mails that would have gone out."""

from portal.web.demo.views import bp

__all__ = ["bp"]
