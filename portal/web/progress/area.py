"""The blueprint of how an application goes on after sending."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("progress", __name__, url_prefix="/applications/<reference>")
