"""Recorded readings on pages: their addresses, and serving the files that the content declares, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.web import locale, visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask
    from whitenoise import WhiteNoise

    from portal.recordings import Recording
    from portal.words import Wording

PREFIX: Final = "/recordings/"


def recorded(reads: str, wording: Wording) -> str:
    """The address of the recording of a question or chapter for this reader, or nothing where there is none.

    A recording in other words than those on the page is never offered: what is heard must be what is read.
    """
    language = locale.language().split("_")[0]
    wanted = (reads, wording, language)
    found = visit.wiring().content.recordings
    return next((PREFIX + each.file.name for each in found if (each.reads, each.wording, each.language) == wanted), "")


def serve(files: WhiteNoise, recordings: Iterable[Recording]) -> None:
    """Send the declared files, whole or in pieces as players ask for them."""
    for each in recordings:
        files.add_file_to_dictionary(PREFIX + each.file.name, str(each.file))


def install(app: Flask) -> None:
    """Give templates `recorded(…)`."""
    app.jinja_env.globals["recorded"] = recorded
