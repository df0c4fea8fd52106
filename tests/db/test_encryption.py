"""Encryption at rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.db.encryption import Cipher, Keyring, MasterKey, Unreadable, keyed_hash

OLD, NEW = MasterKey.make("old"), MasterKey.make("new")
PLACES = st.lists(st.text(max_size=8), min_size=2, max_size=4)


@given(plain=st.binary(max_size=200), place=PLACES)
def test_what_is_locked_is_unlocked_at_its_own_place(plain: bytes, place: list[str]) -> None:
    cipher = Cipher(OLD.secret)
    assert cipher.unlock(cipher.lock(plain, *place), *place) == plain


@given(place=PLACES, other=PLACES)
def test_nothing_is_readable_at_another_place(place: list[str], other: list[str]) -> None:
    cipher = Cipher(OLD.secret)
    locked = cipher.lock(b"secret", *place)
    if place != other:
        with pytest.raises(Unreadable):
            cipher.unlock(locked, *other)


@given(position=st.integers(0, 33), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed(position: int, bit: int) -> None:
    cipher = Cipher(OLD.secret)
    locked = bytearray(cipher.lock(b"secret", "answers", "value"))
    locked[position % len(locked)] ^= 1 << bit
    with pytest.raises(Unreadable):
        cipher.unlock(bytes(locked), "answers", "value")


@pytest.mark.parametrize("broken", [b"", b"\x00", b"\x05new", b"\x03new", b"\x03new" + bytes(40), b"\xff" * 40])
def test_what_was_never_locked_is_unreadable(broken: bytes) -> None:
    with pytest.raises(Unreadable):
        Keyring([NEW]).unlock(broken, "keys", "wrapped")


def test_the_same_words_are_never_the_same_bytes() -> None:
    ring = Keyring([NEW])
    assert ring.lock(b"x", "a", "b") != ring.lock(b"x", "a", "b")


def test_an_older_key_still_reads_and_the_first_one_writes() -> None:
    locked = Keyring([OLD]).lock(b"x", "a", "b")
    both = Keyring([NEW, OLD])
    assert both.unlock(locked, "a", "b") == b"x"
    assert Keyring.key_of(both.lock(b"x", "a", "b")) == "new"
    with pytest.raises(Unreadable, match="old"):
        Keyring([NEW]).unlock(locked, "a", "b")


def test_a_key_of_the_same_name_and_other_bytes_reads_nothing() -> None:
    locked = Keyring([MasterKey.make("main")]).lock(b"x", "a", "b")
    with pytest.raises(Unreadable):
        Keyring([MasterKey.make("main")]).unlock(locked, "a", "b")


def test_keys_are_read_as_they_are_written_and_never_printed() -> None:
    ring = Keyring.read(f"{NEW.written()}, {OLD.written()}")
    assert ring.current == "new"
    assert repr(NEW) == "MasterKey('new')"


@pytest.mark.parametrize("written", ["", "main", "main:", "main:c2hvcnQ=", "two words:AAAA", ":AAAA", "main:***"])
def test_a_key_that_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"key"):
        Keyring.read(written)


def test_two_keys_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        Keyring([NEW, MasterKey.make("new")])


@given(parts=PLACES, others=PLACES)
def test_a_keyed_hash_tells_all_its_parts_apart(parts: list[str], others: list[str]) -> None:
    assert (keyed_hash(b"k", "person", *parts) == keyed_hash(b"k", "person", *others)) == (parts == others)
    assert keyed_hash(b"k", "person", *parts) != keyed_hash(b"other", "person", *parts)
    assert keyed_hash(b"k", "person", *parts) != keyed_hash(b"k", "email", *parts)


def test_many_rows_are_unlocked_as_one_is() -> None:
    cipher = Cipher(bytes(32))
    rows = [(name, cipher.lock(name.encode(), "table", "column", name)) for name in ("ä", "b", "a longer one")]
    assert cipher.unlock_each(rows, "table", "column") == [name.encode() for name, _ in rows]
    with pytest.raises(Unreadable):
        cipher.unlock_each([("c", rows[0][1])], "table", "column")
