"""The blueprint of the guides, with the index for their search, made when somebody first searches."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app

from portal.guides import Index
from portal.web import visit

bp = Blueprint("guides", __name__, url_prefix="/guides")

INDEX = "guides.index"


def index() -> Index:
    """The index of all guides. A worker that nobody searches with carries neither it nor what makes it."""
    extensions = current_app.extensions
    if INDEX not in extensions:
        content = visit.wiring().content
        extensions[INDEX] = Index(content.guides, content.library.synonyms)
    return cast("Index", extensions[INDEX])
