"""Keys of the installation, such as that for look-ups: made once, wrapped by the master key, the same for good."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from portal.db import queries
from portal.db.encryption import keyed_hash

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from portal.db.encryption import Keyring
    from portal.services.context import Context

LOOK_UP = queries.LOOK_UP
_READ = select(queries.keys.wrapped).where(queries.keys.id == bindparam("named"))


def lookup_key(context: Context) -> bytes:
    """Return the key for keyed hashes, making it when this is a new installation."""
    return key_in(context.session.connection(), context.keyring)


@lru_cache(maxsize=16)
def unwrapped(keyring: Keyring, wrapped: bytes) -> bytes:
    """Return the key for look-ups from the bytes that are stored, remembered for the next event."""
    return keyring.unlock(wrapped, "keys", "wrapped", LOOK_UP)


def key_in(connection: Connection, keyring: Keyring, name: str = LOOK_UP) -> bytes:
    """Return a key of a database. One that is made here is lost again if the transaction is given up."""
    wrapped = connection.execute(_READ, {"named": name}).scalar_one_or_none()
    if wrapped is None:
        fresh = keyring.lock(os.urandom(32), "keys", "wrapped", name)
        add = queries.insert_or(connection.dialect.name, "keys").values(id=name, wrapped=fresh)
        connection.execute(add.on_conflict_do_nothing(index_elements=["id"]))
        wrapped = connection.execute(_READ, {"named": name}).scalar_one()
    return keyring.unlock(wrapped, "keys", "wrapped", name)


def email_hash(context: Context, email: str) -> str:
    """Hash an e-mail address for looking it up, in small letters and without space around it."""
    return keyed_hash(lookup_key(context), "email", normal_email(email))


def normal_email(email: str) -> str:
    """Return an address in the form in which two of them are compared."""
    return email.strip().casefold()


def person_hash(context: Context, name: str, born: date) -> str:
    """Hash a name and birth date: staff see that two applications may be about one person, citizens never do."""
    return keyed_hash(lookup_key(context), "person", " ".join(name.casefold().split()), born.isoformat())


def reference_hash(context: Context, reference: str, born: date) -> str:
    """Hash a reference and birth date, for looking up the stage without signing in."""
    return keyed_hash(lookup_key(context), "reference", reference, born.isoformat())
