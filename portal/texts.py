"""Finds every text for citizens in a loaded content file, whatever the file is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from portal.files import Mark
from portal.words import Text


def texts_in(thing: object, mark: Mark) -> Iterator[tuple[Mark, Text]]:
    """Give each text with the place of the nearest part that knows its own; `mark` is the place of the whole."""
    if isinstance(thing, Text):
        yield mark, thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from texts_in(value, mark)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from texts_in(value, mark)
    elif isinstance(thing, BaseModel):
        for _, value in thing:
            yield from texts_in(value, mark)
    elif is_dataclass(thing):
        here = getattr(thing, "mark", None) or mark
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name), here)
