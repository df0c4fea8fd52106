"""Passwords of staff: which are too easy to guess, how they are kept, how one that was typed is checked."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
MADE_OF = "23456789abcdefghjkmnpqrstuvwxyz"  # no sign that is taken for another
MADE_LENGTH = 20
LEAST_DIFFERENT = 5  # signs

_LIST = Path(__file__).with_name("common_passwords.txt")
_DISGUISED = str.maketrans("0134578@$!€£", "oieastbasiel")
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop")
_OWN_AT_LEAST = 4  # letters of a name that may not stand in the password
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id with what OWASP's Password Storage Cheat Sheet names as enough: a small machine serves citizens beside."""


class Weak(StrEnum):
    """Why a password is not taken."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    PATTERN = "pattern"
    OWN_WORDS = "own-words"


@cache
def often_used() -> frozenset[str]:
    """Words that passwords are often made of."""
    lines = _LIST.read_text("ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def weakness(password: str, own: Iterable[str] = ()) -> Weak | None:
    """Say why a password is too easy to guess, or None. `own` are the holder's name and address, and the service's.

    Nothing is looked up anywhere else: the list of common words comes with the service.
    """
    plain = normal(password)
    if len(plain) < SHORTEST:
        return Weak.SHORT
    if len(plain) > LONGEST:
        return Weak.LONG
    small = plain.casefold()
    if len(set(small)) < LEAST_DIFFERENT or _along_the_keys(small) or _repeated(small):
        return Weak.PATTERN
    if any(_is_often_used(part) for part in (small, small[::-1], _repeated_part(small))):
        return Weak.COMMON
    return Weak.OWN_WORDS if _is_own(small, own) else None


def _is_own(small: str, own: Iterable[str]) -> bool:
    """Whether hardly a letter is left without the holder's own words."""
    words = {word for each in own for word in re.findall(r"\w+", each.casefold()) if len(word) >= _OWN_AT_LEAST}
    left = small
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left != small and sum(each.isalpha() for each in left) < SHORTEST / 2


def _is_often_used(small: str) -> bool:
    """Whether nothing but common words is left without numbers, signs and letters in disguise."""
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", small)
    for each in (small, core.translate(_DISGUISED)):
        letters = re.sub(r"[^a-z]+", " ", each).split()
        if letters and all(word in often_used() or len(word) == 1 for word in letters):
            return True
        if "".join(letters) in often_used() or each.strip("0123456789!?.*-_#") in often_used():
            return True
    return False


def _along_the_keys(small: str) -> bool:
    """Whether it only walks along the alphabet, the numbers or the rows of a keyboard."""
    left = re.sub(r"[^a-z0-9]", "", small)
    for row in _ROWS:
        for way in (row, row[::-1]):
            for length in range(min(len(way), len(left)), 3, -1):
                for start in range(len(way) - length + 1):
                    left = left.replace(way[start : start + length], "")
    return len(left) < LEAST_DIFFERENT - 1


def _repeated(small: str) -> bool:
    return len(_repeated_part(small)) < LEAST_DIFFERENT


def _repeated_part(small: str) -> str:
    """The part that a password repeats, or all of it."""
    again = (small + small).find(small, 1)
    return small[:again]


def normal(password: str) -> str:
    """A password as it is compared: the same signs, however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", password)


def make() -> str:
    """Return a password to be told once and changed at first sign-in."""
    signs = "".join(secrets.choice(MADE_OF) for _ in range(MADE_LENGTH))
    return "-".join(signs[start : start + 5] for start in range(0, MADE_LENGTH, 5))


def hashed(password: str) -> str:
    """Return what is kept of a password: argon2id with a salt of its own."""
    return _hasher.hash(normal(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; takes as long where there is none to compare with."""
    try:
        _hasher.verify(kept or _nobodys(), normal(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe())
