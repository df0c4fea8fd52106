"""The versions that were tried fit together, so that a fresh machine gets these and no others."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, requires
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from portal.cli.testing import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PINS = {
    canonicalize_name(name): Version(version)
    for line in (ROOT / "tests" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    for name, found, version in [line.partition("==")]
    if found
}


def asked_for() -> Iterator[tuple[str, Requirement]]:
    """What the project wants, and what each of those wants in turn, with who wants it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = [*project["dependencies"], *(each for group in project["optional-dependencies"].values() for each in group)]
    waiting = [("the portal", Requirement(each), "") for each in own]
    seen = set()
    while waiting:
        who, wanted, extra = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        yield who, wanted
        for each in ("", *wanted.extras):
            if (wanted.name, each) not in seen:
                seen.add((wanted.name, each))
                waiting += [(wanted.name, Requirement(one), each) for one in inside(wanted.name)]


def inside(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # for another system or another Python
        return []


def test_each_library_has_a_version_that_everyone_who_wants_it_takes() -> None:
    wrong = []
    for who, wanted in asked_for():
        pin = PINS.get(canonicalize_name(wanted.name))
        if pin is None or not wanted.specifier.contains(pin, prereleases=True):
            wrong.append(f"{who} wants {wanted}, and tests/constraints.txt has {pin}")
    assert not wrong
