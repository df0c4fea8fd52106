"""What every answer says to the browser: nothing from elsewhere, nothing kept, no address passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

POLICY: Final = (
    "default-src 'none'; "
    "style-src 'self'; "
    "script-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "media-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'; "
    "manifest-src 'self'"
)

ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}

HSTS: Final = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
PUBLIC: Final = frozenset({"/"})
UNLISTED: Final = "X-Robots-Tag"

Headers = list[tuple[str, str]]


class Protected:
    """Adds the headers to every answer on its way out; search engines may find the public pages only.

    It stands outside Flask, whose collection of headers looks at each one several times.
    """

    def __init__(self, application: WSGIApplication, *, https: bool) -> None:
        self.application = application
        self.usual: Headers = [*ALWAYS.items(), *([HSTS] if https else [])]
        self.public = [each for each in self.usual if each[0] != UNLISTED]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        added = self.public if environ.get("PATH_INFO") in PUBLIC else self.usual

        def start(status: str, headers: Headers, failure: Any = None) -> Any:
            there = {name.lower() for name, _ in headers}
            return start_response(status, headers + [each for each in added if each[0].lower() not in there], failure)

        return self.application(environ, cast("StartResponse", start))
