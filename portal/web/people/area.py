"""Where the pages about people stand."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", __name__)
ONE = "/applications/<reference>"
