"""Owns comparing postcodes: an outward code such as CH41, a sector such as CH41 2, or a whole one such as CH41 2AB."""

from __future__ import annotations

import re

WHOLE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
LISTED = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?( [0-9]([A-Z]{2})?)?")
INWARD = 3  # letters and digits of the second half
MOST = 20  # more is no postcode


def tidy(typed: str) -> str:
    """A whole postcode in capitals with one space; "" for anything else, however it was typed."""
    if len(typed) > MOST:
        return ""
    bare = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    found = f"{bare[:-INWARD]} {bare[-INWARD:]}"
    return found if WHOLE.fullmatch(found) else ""


def is_listed_well(postcode: str) -> bool:
    """Whether a postcode can stand in a list: whole, its first half, or its first half and the next digit."""
    return LISTED.fullmatch(postcode) is not None


def lies_in(whole: str, listed: str) -> bool:
    """Whether a tidy postcode lies in one that is listed: CH4 is not in CH41, nor the other way round."""
    outward, inward = whole.split(" ")
    first, _, second = listed.partition(" ")
    return outward == first and inward.startswith(second)
