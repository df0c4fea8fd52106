"""What the answers suggest about the three parts of the test in the law; never a decision."""

from portal.web.eligibility.views import bp

__all__ = ["bp"]
