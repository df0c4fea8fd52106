"""Owns which numbers of people a report hides, so that nobody can be recognised."""

from collections.abc import Collection, Sequence


def is_small(count: int, below: int) -> bool:
    """Whether a count is of people, and of too few to tell."""
    return 0 < count < below


def hidden(counts: Sequence[int], below: int, also: Collection[int] = ()) -> set[int]:
    """Which of several counts with a known total are hidden: the small ones, and those that are hidden `also`.

    Where these are one alone, or too few people together, the next are, too: what is left of the total would tell them.
    """
    unseen = {place for place, count in enumerate(counts) if is_small(count, below)} | set(also)
    others = sorted(
        (place for place, count in enumerate(counts) if count and place not in unseen), key=counts.__getitem__
    )
    for place in others:
        if not unseen or (len(unseen) > 1 and sum(counts[each] for each in unseen) >= below):
            break
        unseen.add(place)
    return unseen


def hidden_in_all(columns: Sequence[Sequence[int]], below: int, also: Collection[int] = ()) -> set[int]:
    """Which rows are hidden in several columns at once, because one of them wants it."""
    unseen = set(also)
    for counts in columns:
        unseen = hidden(counts, below, unseen)  # what one adds leaves the others no smaller
    return unseen
