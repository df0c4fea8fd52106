"""The area of the council's staff: signing in, what waits, one application."""

from portal.web.staff import (
    account,
    added,
    asking,
    case,
    deciding,
    excepting,
    figures,
    holding,
    looking,
    pausing,
    reach,
    safety,
    scheme_caseload,
    scheme_changes,
    scheme_steps,
    schemes,
    work,
)
from portal.web.staff.area import bp

__all__ = [
    "account",
    "added",
    "asking",
    "bp",
    "case",
    "deciding",
    "excepting",
    "figures",
    "holding",
    "looking",
    "pausing",
    "reach",
    "safety",
    "scheme_caseload",
    "scheme_changes",
    "scheme_steps",
    "schemes",
    "work",
]
