"""The blueprint of the pages about sending."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("sending", __name__, url_prefix="/applications/<reference>")
