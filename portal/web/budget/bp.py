"""The blueprint of the budget's pages, for each module that adds some."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("budget", __name__)
