"""Sentences that say no twice are found; those that say it once, or twice in a row of things, are left alone."""

from __future__ import annotations

import pytest

from portal.negatives import said_no_twice


@pytest.mark.parametrize(
    "words",
    [
        "Help that cannot wait is not held back.",
        "We send no letters unless you say so.",
        "They never see it, unless you let them.",
        "That does not mean no help.",
        "Tell nobody who does not have to know.",
    ],
)
def test_saying_no_twice_is_found(words: str) -> None:
    assert said_no_twice(f"You choose. {words}") == words


@pytest.mark.parametrize(
    "words",
    [
        "We send letters only if you say so.",
        "No loans, no presents.",
        "If you do not sign, nothing happens.",
        "You do not have to say no.",
        "It is not so. Nobody knows.",
        "The button “Not now” deletes nothing.",
    ],
)
def test_saying_no_once_at_a_time_is_left_alone(words: str) -> None:
    assert said_no_twice(words) is None
