"""People around one application: who has access, what they did, coming in with a code, the person's own view."""

from portal.web.people import (
    access,
    asking,
    care_link,
    coming_in,
    everything,
    helping,
    letter,
    letting_in,
    looking_up,
    own_telling,
    own_view,
    private,
    proof,
)
from portal.web.people.area import bp

__all__ = [
    "access",
    "asking",
    "bp",
    "care_link",
    "coming_in",
    "everything",
    "helping",
    "letter",
    "letting_in",
    "looking_up",
    "own_telling",
    "own_view",
    "private",
    "proof",
]
