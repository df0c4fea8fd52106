"""Shows how far a long command has come, where somebody is looking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Each = TypeVar("Each")


def shown(
    each: Iterable[Each], words: str, total: int | None, counts: Callable[[Each], int] = lambda _: 1
) -> Iterator[Each]:
    """Hand on each thing, with a bar on the terminal that moves by what it counts for."""
    if not sys.stderr.isatty():
        yield from each
        return
    from rich.console import Console  # noqa: PLC0415  loaded only when somebody looks
    from rich.progress import Progress  # noqa: PLC0415  the same

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=total)
        for one in each:
            yield one
            progress.advance(task, counts(one))
