"""Which passwords of staff are too easy to guess, and how the others are kept."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.staff import passwords
from portal.services.staff.passwords import Weak

OWN = ("Sam Okafor", "sam.okafor@council.example", "Plan my support")


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("", Weak.SHORT),
        ("x7#Lq2$vB9!", Weak.SHORT),
        ("q" * 201, Weak.LONG),
        ("aaaaaaaaaaaaaaaa", Weak.PATTERN),
        ("abababababababab", Weak.PATTERN),
        ("abc1abc1abc1abc1", Weak.PATTERN),
        ("abcdefghijklmnop", Weak.PATTERN),
        ("1234567890123456", Weak.PATTERN),
        ("qwertyuiopasdfgh", Weak.PATTERN),
        ("poiuytrewq0987654", Weak.PATTERN),
        ("Password12345!", Weak.COMMON),
        ("P@55w0rd-2026!!", Weak.COMMON),
        ("drowssap-drowssap", Weak.COMMON),
        ("Liverpool-2019!", Weak.COMMON),
        ("Summer2026Summer2026", Weak.COMMON),
        ("welcome-to-2026", None),
        ("Sam-Okafor-2026", Weak.OWN_WORDS),
        ("samokafor@council", Weak.OWN_WORDS),
        ("three-quiet-herons-9", None),
        ("nut kettle Tuesday moss", None),
        ("x7#Lq2$vB9!pT4", None),
    ],
)
def test_easy_passwords_are_refused_and_good_ones_taken(password: str, weak: Weak | None) -> None:
    assert passwords.weakness(password, OWN) is weak


@pytest.mark.parametrize("word", sorted(word for word in passwords.often_used() if len(word) > 3))
def test_no_common_word_becomes_good_by_numbers_and_signs(word: str) -> None:
    for password in (f"{word}123456789012"[:40], f"{word.capitalize()}!!!!!!!!!!!!", f"1234567890{word}2026"):
        assert passwords.weakness(password) is not None, password


@settings(max_examples=100)
@given(st.text(string.ascii_letters + string.digits + string.punctuation + " éñ€", max_size=60))
def test_whatever_is_typed_gets_an_answer(password: str) -> None:
    assert passwords.weakness(password, OWN) in {None, *Weak}


def test_passwords_made_here_are_good_and_never_the_same() -> None:
    made = {passwords.make() for _ in range(50)}
    assert len(made) == 50
    assert not [each for each in made if passwords.weakness(each, OWN)]


def test_what_is_kept_is_no_password_and_opens_to_the_right_one_alone() -> None:
    kept = passwords.hashed("three-quiet-herons-9")
    assert kept.startswith("$argon2id$")
    assert "heron" not in kept
    assert passwords.is_right(kept, "three-quiet-herons-9")
    assert not passwords.is_right(kept, "three-quiet-herons-8")
    assert not passwords.is_right(None, "three-quiet-herons-9")
    assert not passwords.is_right("nonsense", "three-quiet-herons-9")


def test_the_same_signs_put_together_in_another_way_are_the_same_password() -> None:
    assert passwords.is_right(passwords.hashed("caf\u00e9 au lait 77"), "cafe\u0301 au lait 77")
