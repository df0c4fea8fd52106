"""Which words of the content files go to translators: Babel's extractor for them.

Each file is read by the loader that the service itself uses, so that the address of every text is the one under
which the service looks for its translation. Each wording is a message of its own, its context being the address
and the wording, such as `adult/washing/text easy`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

from pydantic import BaseModel

from portal.allocation.basis import load_basis
from portal.allocation.loading import load as load_scheme
from portal.arrangements.loading import load as load_arrangements
from portal.council import load_council
from portal.eligibility.loading import load as load_eligibility
from portal.questionnaires.loading import load as load_questionnaire
from portal.words import Text

Message: TypeAlias = tuple[int, str, tuple[str, str], list[str]]

LOADERS: Mapping[str, Callable[[Path], object]] = {
    "questionnaire.yaml": load_questionnaire,
    "eligibility.yaml": load_eligibility,
    "arrangements.yaml": load_arrangements,
    "basis.yaml": load_basis,
    "council.yaml": load_council,
}
"""The loader of each content file by its name; those in a folder `allocation` are schemes."""


def extract_content(
    file: IO[bytes], _keywords: Mapping[str, Any], _comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Give every wording in a content file: line, `pgettext`, context and words, comments.

    Files without words for citizens give nothing. Raises `ContentError` for a file that cannot be used.
    """
    del options  # a file says all there is to say
    path = Path(file.name)
    load = load_scheme if path.parent.name == "allocation" else LOADERS.get(path.name)
    if load is None:
        return
    seen: set[str] = set()
    for line, text in texts_in(load(path), 1):
        for context, words in text.messages():
            if words and context not in seen:
                seen.add(context)
                yield line, "pgettext", (context, words), []


def texts_in(thing: object, line: int) -> Iterator[tuple[int, Text]]:
    """Give each text in a loaded file with the line of the nearest part that knows its own."""
    if isinstance(thing, Text):
        yield line, thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from texts_in(value, line)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from texts_in(value, line)
    elif isinstance(thing, BaseModel):
        for _, value in thing:
            yield from texts_in(value, line)
    elif is_dataclass(thing):
        mark = getattr(thing, "mark", None)
        here = mark.line if mark else line
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name), here)
