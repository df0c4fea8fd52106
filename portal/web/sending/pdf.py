"""A PDF made from the same HTML as a page; without the libraries for it there is none, and the page serves."""

from __future__ import annotations

import logging

log = logging.getLogger("portal.web.pdf")


def make(html: str) -> bytes | None:
    """A tagged PDF with title, language and reading order, or None where this machine cannot make one."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - slow to load, and not there on every machine
    except (ImportError, OSError):
        log.warning("no PDF could be made: the library for it is not here")
        return None
    made: bytes = HTML(string=html, base_url=None, url_fetcher=nothing_from_outside).write_pdf(pdf_variant="pdf/ua-1")
    return made


def nothing_from_outside(address: str) -> dict[str, object]:
    """Refuse to fetch anything: a copy of a person's answers asks nobody for anything."""
    raise ValueError(f"a copy may not fetch {address[:40]!r}")
