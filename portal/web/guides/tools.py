"""The list of tools that go with the guides."""

from __future__ import annotations

from flask import render_template

from portal.web.guides.blueprint import bp


@bp.get("/tools/")
def tools() -> str:
    """Every tool."""
    return render_template("guides/tools.html")
