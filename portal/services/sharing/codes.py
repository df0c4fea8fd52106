"""Codes that are printed or sent in a link: signs that nobody confuses, too many to guess, kept only as a hash."""

from __future__ import annotations

import secrets

from portal.db.encryption import token_hash

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 signs, none that is taken for another: no 0 O 1 I L
LENGTH = 16  # 79 bits


def new() -> str:
    """Return a new code in groups of four."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def from_hash(digest: str) -> str:
    """Return a code made from a keyed hash in hexadecimal: of the same hash always the same."""
    number, signs = int(digest, 16), ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return _grouped(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))


def hashed(typed: str) -> str:
    """Return the hash that a code is kept as, however it was typed: small letters, spaces, hyphens or none."""
    return token_hash("".join(each for each in typed.upper() if each in ALPHABET)[: LENGTH + 1])
