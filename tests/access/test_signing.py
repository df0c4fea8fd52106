"""The name under what is sent: one's own, however it is written, and never that of whom one acts for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access.signing import Misfit, misfit

MARGARET = ("Mum", "Margaret O’Shea")
NAMES = st.text(st.characters(categories=("L",)), min_size=1, max_size=12)


@pytest.mark.parametrize("signed", ["Margaret O'Shea", "margaret OSHEA", "M. O’Shea", "Márgaret", "Mum"])
def test_the_person_signs_with_their_name_however_they_write_it(signed: str) -> None:
    assert misfit(signed, MARGARET, for_oneself=True) is None


def test_the_person_does_not_sign_as_somebody_else() -> None:
    assert misfit("Ruth Lane", MARGARET, for_oneself=True) is Misfit.OF_ANOTHER


@pytest.mark.parametrize("signed", ["Margaret O’Shea", "margaret o'shea", "O’Shea, Margaret", "MUM"])
def test_a_helper_does_not_sign_as_the_person(signed: str) -> None:
    assert misfit(signed, MARGARET, for_oneself=False) is Misfit.OF_THE_PERSON


@pytest.mark.parametrize("signed", ["Ruth O’Shea", "Margaret Lane", "Margaret O’Shea (daughter)"])
def test_a_helper_may_share_a_name_with_the_person(signed: str) -> None:
    assert misfit(signed, MARGARET, for_oneself=False) is None


@pytest.mark.parametrize("signed", ["", "  ", "...", "12", "\u0301"])
def test_what_nobody_is_called_is_no_name(signed: str) -> None:
    for oneself in (True, False):
        assert misfit(signed, MARGARET, for_oneself=oneself) is Misfit.NO_NAME


@given(NAMES, st.booleans())
def test_where_no_name_was_given_any_name_fits(signed: str, oneself: bool) -> None:  # noqa: FBT001 - drawn
    assert misfit(signed, ("", "…"), for_oneself=oneself) is None


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_one_and_the_same_name_fits_the_person_and_not_the_helper(words: list[str]) -> None:
    name, turned = " ".join(words), ", ".join(reversed(words)).upper()
    assert misfit(turned, (name,), for_oneself=True) is None
    assert misfit(name, (name,), for_oneself=False) is Misfit.OF_THE_PERSON
