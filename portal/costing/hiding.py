"""Owns which numbers of people a report hides, so that nobody can be recognised."""

from collections.abc import Sequence


def is_small(count: int, below: int) -> bool:
    """Whether a count is of people, and of too few to tell."""
    return 0 < count < below


def hidden(counts: Sequence[int], below: int) -> set[int]:
    """Which rows are hidden: the small ones, and where that is one alone, the next one, or the total would tell it."""
    small = {place for place, count in enumerate(counts) if is_small(count, below)}
    others = [place for place, count in enumerate(counts) if place not in small and count]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda place: counts[place]))
    return small
