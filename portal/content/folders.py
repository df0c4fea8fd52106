"""Owns the way to the files: where a council's own stand before the default ones, and every complaint kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from portal.allocation.examples import Example, load_examples
from portal.allocation.scheme import Scheme
from portal.files import Complaint, ContentError

Found = TypeVar("Found")


class Folders:
    """Loads file after file and keeps every complaint, so that all are told at once."""

    def __init__(self, root: Path, profile: str | None) -> None:
        self.root = root
        self.folders = [root / "questionnaires"]
        self.complaints: list[Complaint] = []
        if profile:
            self.folders.insert(0, root / "questionnaires" / profile)
            self.complaints += _no_profile(self.folders[0])

    def find(self, name: str) -> Path:
        """A file or folder: the profile's own where it has one, else the default."""
        return next((folder / name for folder in self.folders if (folder / name).exists()), self.folders[-1] / name)

    def attempt(self, load: Callable[[], Found]) -> Found | None:
        """What a loader gives, or None with its complaints kept."""
        try:
            return load()
        except ContentError as error:
            self.complaints.extend(error.complaints)
            return None

    def each(self, file: str, load: Callable[[Path], Found], names: Iterator[str] | None = None) -> dict[str, Found]:
        """What a loader gives for each questionnaire, or each of other names, that has this file."""
        places = {name: self.find(f"{name}/{file}") for name in names or self.questionnaire_names()}
        found = {name: self.attempt(partial(load, place)) for name, place in places.items() if place.exists()}
        return {name: each for name, each in found.items() if each is not None}

    def questionnaire_names(self) -> Iterator[str]:
        """The folders that hold a questionnaire, each once."""
        found = {path.parent.name for folder in self.folders for path in folder.glob("*/questionnaire.yaml")}
        return iter(sorted(found))

    def scheme_names(self) -> Iterator[str]:
        """The folders that hold allocation schemes, with a questionnaire or without, each once."""
        found = {path.parent.name for folder in self.folders for path in folder.glob("*/allocation")}
        return iter(sorted(found))

    def examples(self, name: str, schemes: tuple[Scheme, ...]) -> tuple[Example, ...]:
        """The worked examples of a scheme; none where it has no folder of them, or they cannot be read."""
        folder = self.find(f"{name}/examples")
        if not folder.is_dir() or not schemes:
            return ()
        return self.attempt(partial(load_examples, folder, schemes[-1])) or ()


def _no_profile(folder: Path) -> Iterator[Complaint]:
    """A profile that is not there would silently give the example council's content."""
    if not folder.is_dir():
        what = f"PORTAL_PROFILE names the folder `{folder.name}`, which is not there."
        yield Complaint("no-profile", str(folder), 1, "", what, "Correct the name, or make the folder.")
