"""What every answer says to the browser: nothing from elsewhere, nothing kept, no address passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

POLICY: Final = (
    "default-src 'none'; "
    "style-src 'self'; "
    "script-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
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

PUBLIC_ENDPOINTS: Final = frozenset({"start.home"})


def protect(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer; search engines may find the public pages only."""
    hsts = "max-age=31536000; includeSubDomains"

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        there = {name.lower() for name, _ in headers}  # asked once: each question of the library's walks all of them
        headers.extend([(name, value) for name, value in ALWAYS.items() if name.lower() not in there])
        if request.endpoint in PUBLIC_ENDPOINTS:
            del headers["X-Robots-Tag"]
        if https:
            headers["Strict-Transport-Security"] = hsts
        return response
