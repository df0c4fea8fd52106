"""A PDF made from the same HTML as a page; without the libraries for it there is none, and the page serves."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("portal.web.pdf")


def make(html: str, fetch: Callable[[str], object] | None = None, address: str | None = None) -> bytes | None:
    """A tagged PDF with title, language and reading order, or None where this machine cannot make one.

    `fetch` gives what the page names beside its words, such as pictures; without it nothing is fetched.
    `address` is where the links of the page begin, so that they lead there from paper and from a saved file.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - slow to load, and not there on every machine
    except (ImportError, OSError):
        log.warning("no PDF could be made: the library for it is not here")
        return None
    page = HTML(string=html, base_url=address, url_fetcher=fetch or nothing_from_outside)
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made


def nothing_from_outside(address: str) -> dict[str, object]:
    """Refuse to fetch anything: a copy of a person's answers asks nobody for anything."""
    raise ValueError(f"a copy may not fetch {address[:40]!r}")
