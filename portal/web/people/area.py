"""The blueprint of the pages about people, and the address they begin with."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("people", __name__)
ONE = "/applications/<reference>"
