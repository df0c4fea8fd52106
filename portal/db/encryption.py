"""Encryption at rest: AES-GCM under a key per application, itself wrapped by the master key.

What is encrypted is bound to its table, column and row, so that no value can be moved to another place unnoticed.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes, the size AES-GCM is specified for
_KEY = 32  # bytes: AES-256
_LONGEST_NAME = 20


class Unreadable(Exception):
    """The bytes cannot be read with the keys there are, or were changed, or belong to another place."""


@dataclass(frozen=True)
class MasterKey:
    """One master key of the installation and the short name it is known by."""

    id: str
    secret: bytes

    def __post_init__(self) -> None:
        if not (1 <= len(self.id) <= _LONGEST_NAME and self.id.isascii() and self.id.isalnum()):
            raise ValueError("The name of a master key is 1 to 20 letters or digits.")
        if len(self.secret) != _KEY:
            raise ValueError("A master key is 32 bytes long.")

    @classmethod
    def make(cls, key_id: str) -> "MasterKey":
        """Return a new random key."""
        return cls(key_id, os.urandom(_KEY))

    @classmethod
    def read(cls, text: str) -> "MasterKey":
        """Read the form `id:base64` that `written` gives. Raises ValueError for anything else."""
        key_id, _, secret = text.strip().partition(":")
        try:
            return cls(key_id, base64.b64decode(secret, validate=True))
        except ValueError as error:
            raise ValueError("A master key is written as its name, a colon, and 32 bytes in base64.") from error

    def written(self) -> str:
        """Return the form that `read` understands. It is a secret."""
        return f"{self.id}:{base64.b64encode(self.secret).decode()}"

    def __repr__(self) -> str:
        return f"MasterKey({self.id!r})"


class Cipher:
    """Locks and unlocks the columns of one application, or of the installation."""

    __slots__ = ("_aead",)

    def __init__(self, secret: bytes) -> None:
        self._aead = AESGCM(secret)

    def lock(self, plain: bytes, *place: str) -> bytes:
        """Encrypt `plain` for a place: table, column, row."""
        nonce = os.urandom(_NONCE)
        return nonce + self._aead.encrypt(nonce, plain, _bound(place))

    def unlock(self, locked: bytes, *place: str) -> bytes:
        """Decrypt what was locked for this very place, or raise Unreadable."""
        try:
            return self._aead.decrypt(locked[:_NONCE], locked[_NONCE:], _bound(place))
        except (InvalidTag, ValueError) as error:
            raise Unreadable(f"cannot be read: {place[0]}.{place[1]}") from error

    def unlock_each(self, rows: Iterable[Sequence[Any]], table: str, column: str) -> list[bytes]:
        """Decrypt a column of many rows, each an id and the bytes. As `unlock`; what they share is done once."""
        decrypt, shared = self._aead.decrypt, _bound((table, column))
        try:
            return [decrypt(one[:_NONCE], one[_NONCE:], shared + f"{len(row)}:{row}".encode()) for row, one in rows]
        except (InvalidTag, ValueError) as error:
            raise Unreadable(f"cannot be read: {table}.{column}") from error


def _bound(place: Sequence[str]) -> bytes:
    """Join the names of a place so that no two places give the same bytes."""
    return "".join(f"{len(part)}:{part}" for part in place).encode()


class Keyring:
    """The master keys of the installation. The first is current; the others are only read with."""

    def __init__(self, keys: Sequence[MasterKey]) -> None:
        if not keys:
            raise ValueError("At least one master key is needed.")
        if len({key.id for key in keys}) != len(keys):
            raise ValueError("Two master keys have the same name.")
        self.current = keys[0].id
        self._ciphers = {key.id: Cipher(_derived(key.secret, "wrap")) for key in keys}

    @classmethod
    def read(cls, text: str) -> "Keyring":
        """Read master keys separated by commas or white space, the current one first."""
        return cls([MasterKey.read(part) for part in text.replace(",", " ").split()])

    def lock(self, plain: bytes, *place: str) -> bytes:
        """Encrypt under the current master key, naming it in front."""
        name = self.current.encode()
        return bytes([len(name)]) + name + self._ciphers[self.current].lock(plain, *place)

    def unlock(self, locked: bytes, *place: str) -> bytes:
        """Decrypt under the master key that the bytes name, or raise Unreadable."""
        key_id = self.key_of(locked)
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise Unreadable(f"the master key {key_id!r} is not there")
        return cipher.unlock(locked[1 + locked[0] :], *place)

    @staticmethod
    def key_of(locked: bytes) -> str:
        """Return the name of the master key that `locked` was made with. Raises Unreadable where it was by none."""
        try:
            return locked[1 : 1 + locked[0]].decode("ascii")
        except (IndexError, UnicodeDecodeError) as error:
            raise Unreadable("not locked by a master key") from error

    def new_key(self, *place: str) -> tuple[Cipher, bytes]:
        """Make a key for one application: ready to use, and wrapped for storing at `place`."""
        secret = os.urandom(_KEY)
        return Cipher(secret), self.lock(secret, *place)

    def cipher(self, wrapped: bytes, *place: str) -> Cipher:
        """Unwrap a key stored at `place`."""
        return Cipher(self.unlock(wrapped, *place))


def _derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose: the master secret itself encrypts nothing."""
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"portal {purpose}".encode()).derive(secret)


def keyed_hash(key: bytes, purpose: str, *parts: str) -> str:
    """Return a hash for looking something up: useless without the key, different for each purpose."""
    return hmac.new(key, _bound((purpose, *parts)), hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """Hash a random token of at least 75 bits. Not for anything a person chose or could guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
