"""The allocation schemes in public: how budgets are worked out, to read without an account."""

from portal.web.schemes import panel, roll_out  # routes
from portal.web.schemes.views import bp

__all__ = ["bp", "panel", "roll_out"]
