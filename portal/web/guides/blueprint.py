"""The blueprint of the guides, with the index for their search, made once at start."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app

from portal.guides import Index

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

    from portal.web.wiring import Wiring

bp = Blueprint("guides", __name__, url_prefix="/guides")

INDEX = "guides.index"


@bp.record_once
def make_index(state: BlueprintSetupState) -> None:
    """Weigh the words of all guides."""
    wiring: Wiring = state.app.extensions["wiring"]
    state.app.extensions[INDEX] = Index(wiring.content.guides, wiring.content.library.synonyms)


def index() -> Index:
    """The index of all guides."""
    return cast("Index", current_app.extensions[INDEX])
