"""Sums are put into words as people say them: one pound, one penny."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.web.budget.in_words import pounds_in_words

if TYPE_CHECKING:
    from tests.web.running import Service


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "zero pounds"),
        ("1", "one pound"),
        ("2", "two pounds"),
        ("1.01", "one pound and one penny"),
        ("186.50", "one hundred and eighty-six pounds and fifty pence"),
        ("0.01", "one penny"),
    ],
)
def test_one_of_a_thing_is_said_as_one(standing_service: Service, amount: str, said: str) -> None:
    with standing_service.app.test_request_context("/"):
        assert pounds_in_words(Decimal(amount)) == said
