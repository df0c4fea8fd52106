"""What the build of the look leaves behind."""

from __future__ import annotations

import gzip
import hashlib
import json
import re

import pytest

from portal.__main__ import SOURCES
from portal._build import DIST, asset_sources, assets_are_current
from tests.frame.checkouts import ROOT

MANIFEST: dict[str, str] = json.loads((DIST / "manifest.json").read_text("utf-8"))
PACKED = [name for name in MANIFEST if name.endswith((".css", ".js", ".svg", ".txt"))]


def test_the_built_files_belong_to_the_sources_that_are_here() -> None:
    assert assets_are_current()


def test_a_start_notices_every_source_of_the_build() -> None:
    for source in asset_sources():
        place = source.relative_to(ROOT).as_posix()
        assert any(place == named or place.startswith(f"{named}/") for named in SOURCES), place


@pytest.mark.parametrize("name", MANIFEST)
def test_a_files_name_carries_the_hash_of_its_content(name: str) -> None:
    built = DIST / MANIFEST[name]
    assert hashlib.sha256(built.read_bytes()).hexdigest()[:12] in built.name


@pytest.mark.parametrize("name", PACKED)
def test_text_is_packed_beside_itself(name: str) -> None:
    built = DIST / MANIFEST[name]
    assert gzip.decompress(built.with_name(f"{built.name}.gz").read_bytes()) == built.read_bytes()
    assert built.with_name(f"{built.name}.br").stat().st_size > 0


def test_there_is_a_sheet_for_each_writing_direction() -> None:
    assert {"portal.css", "portal.rtl.css", "portal.js", "licences.txt"} <= MANIFEST.keys()


@pytest.mark.parametrize("sheet", ["portal.css", "portal.rtl.css"])
def test_a_style_sheet_asks_only_for_files_of_ours_that_exist(sheet: str) -> None:
    css = (DIST / MANIFEST[sheet]).read_text("utf-8")
    for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", css):
        assert (DIST / address).exists() or address.startswith("data:image/svg+xml"), address


def test_nothing_built_belongs_to_the_government_alone() -> None:
    css = (DIST / MANIFEST["portal.css"]).read_text("utf-8")
    assert "GDS Transport" not in css
    assert "crest" not in css


def test_the_licences_of_what_is_shipped_are_there() -> None:
    licences = (DIST / MANIFEST["licences.txt"]).read_text("utf-8")
    for name in ("govuk-frontend", "@fontsource/lexend", "@fontsource/atkinson-hyperlegible-next", "openmoji"):
        assert re.search(rf"^{name} \d", licences, re.MULTILINE), name
    assert licences.count("SIL OPEN FONT LICENSE") >= 2
    assert "Attribution-ShareAlike 4.0" in licences
