"""Owns the brackets of a printed working: what is reckoned from left to right comes out so on any calculator."""

from collections.abc import Iterable

from portal.allocation.model import How

FACTORS = frozenset({How.TIMES, How.DIVIDED_BY, How.PER_CENT})
CHOSEN = frozenset({How.GREATEST, How.LEAST})


def bracketed(parts: Iterable[tuple[str, str]]) -> str:
    """The parts of a working, each with what it does, as one: brackets stand where a calculator would go otherwise.

    So 56 − 40 × 7 that means sixteen times seven becomes (56 − 40) × 7.
    """
    said, added, chosen = "", False, False
    for how, words in parts:
        if (added and how in FACTORS) or (chosen and how not in CHOSEN):
            said, added, chosen = f"({said})", False, False
        chosen = chosen or (bool(said) and how in CHOSEN)
        added = added or (bool(said) and how not in FACTORS)
        said += words
    return said
