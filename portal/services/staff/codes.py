"""One-time codes: the secret behind them, which code is right now, and the printed codes for a lost device.

Source: RFC 6238 with the defaults that every program for phones knows: SHA-1, six digits, thirty seconds.
"""

from __future__ import annotations

import hmac
import os
import secrets
from base64 import b32encode
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, SECONDS = 6, 30
SECRET = 20  # bytes, as RFC 4226 recommends
EARLY_OR_LATE = 1  # periods that a clock may go wrong by
RECOVERY = 8  # codes
RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECOVERY_LENGTH = 16  # 79 bits: as good as a random token


def new_secret() -> bytes:
    """Return a secret for one member of staff."""
    return os.urandom(SECRET)


def typed_form(secret: bytes) -> str:
    """The secret for typing into a program, in groups of four."""
    signs = b32encode(secret).decode().rstrip("=")
    return " ".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def address(secret: bytes, account: str, service: str) -> str:
    """What a QR code holds for a program that makes codes."""
    return _totp(secret).get_provisioning_uri(account, service)


def period_of(secret: bytes, code: str, now: datetime, after: int | None) -> int | None:
    """Return the period whose code this is, or None. Periods up to `after` were used already."""
    digits = "".join(str(int(each)) for each in code if each.isdecimal())
    current = int(now.timestamp()) // SECONDS
    found = None
    for period in range(current - EARLY_OR_LATE, current + EARLY_OR_LATE + 1):
        right = hmac.compare_digest(_totp(secret).generate(period * SECONDS), digits.encode())
        if right and (after is None or period > after):
            found = period
    return found


def code_at(secret: bytes, now: datetime) -> str:
    """The code that a program shows now."""
    return _totp(secret).generate(int(now.timestamp())).decode()


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303 - what programs for phones speak; strong as HMAC


def recovery_codes() -> list[str]:
    """Return new printed codes, in groups of four."""
    return [_recovery_code() for _ in range(RECOVERY)]


def _recovery_code() -> str:
    signs = "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, RECOVERY_LENGTH, 4))


def plain(code: str) -> str:
    """A printed code as it is compared: without spaces and hyphens, in capitals."""
    return "".join(each for each in code.upper() if each in RECOVERY_ALPHABET)[: RECOVERY_LENGTH + 1]
