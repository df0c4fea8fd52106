"""What people type behind options at the terminal: amounts, shares, whole numbers, days, and where to write."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from portal.cli import Stopped

MOST = Decimal(10) ** 15


def amount(words: str) -> Decimal:
    """Pounds as somebody types them."""
    try:
        found = Decimal(words.replace(",", "").removeprefix("£"))
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{words!r} is no number") from None
    if not found.is_finite() or found < 0:
        raise argparse.ArgumentTypeError(f"{words!r} is less than nought")
    if found >= MOST:
        raise argparse.ArgumentTypeError(f"{words!r} is more money than there is")
    return found


def per_cent(words: str) -> Decimal:
    """A share of a whole."""
    found = amount(words.removesuffix("%").strip())
    if found > 100:
        raise argparse.ArgumentTypeError(f"{words!r} is more than the whole; write a number up to 100")
    return found


def one_or_more(words: str) -> int:
    """A whole number from 1 on."""
    if not words.isascii() or not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no whole number from 1 on")
    return int(words)


def day(words: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{words!r} is no day; write it like 2027-04-01") from None


def folder_to_write(path: Path) -> Path:
    """A folder that is there from now on. Raises Stopped."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stopped(f"There can be no folder {path}: {error.strerror or error}. Name another one.") from error
    return path


def file_to_write(path: Path) -> Path:
    """A file whose folder is there from now on. Raises Stopped."""
    folder_to_write(path.parent)
    if path.is_dir():
        raise Stopped(f"{path} is a folder. Name a file in it.")
    return path
