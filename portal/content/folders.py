"""Owns the way to the files: where a council's own stand before the default ones, and every complaint kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from portal.allocation.examples import Example, load_examples
from portal.allocation.loading import examples_of
from portal.allocation.scheme import Scheme
from portal.files import Complaint, ContentError

Found = TypeVar("Found")
Kept = dict[tuple[object, ...], tuple[tuple[object, ...], Any]]
"""What was read or worked out, under what it was made by and from. Profiles share most files, and one reading does."""

OF_ONE_QUESTIONNAIRE = (
    "questionnaire.yaml",
    "eligibility.yaml",
    "allocation",
    "examples",
    "basis.yaml",
    "arrangements.yaml",
    "hints.yaml",
    "budget_page.yaml",
    "panel.yaml",
)
"""What lies in the folder of a questionnaire or a scheme, so that the folder is no profile."""


OWN_EXAMPLES = "\nexamples:"
"""How a scheme's file begins its own worked examples."""


def profile_names(root: Path) -> tuple[str, ...]:
    """The folders of `questionnaires/` that are a council's own: not empty, and no questionnaire or scheme."""
    folders = (place for place in (root / "questionnaires").glob("*/") if place.is_dir())
    return tuple(
        sorted(
            place.name
            for place in folders
            if any(place.rglob("*.yaml")) and not any((place / part).exists() for part in OF_ONE_QUESTIONNAIRE)
        )
    )


class Folders:
    """Loads file after file and keeps every complaint, so that all are told at once."""

    def __init__(self, root: Path, profile: str | None, kept: Kept | None = None) -> None:
        self.root = root
        self.kept: Kept = {} if kept is None else kept
        self.folders = [root / "questionnaires"]
        self.complaints: list[Complaint] = []
        if profile:
            self.folders.insert(0, root / "questionnaires" / profile)
            self.complaints += _no_profile(self.folders[0])

    def find(self, name: str) -> Path:
        """A file or folder: the profile's own where it has one, else the default."""
        return next((folder / name for folder in self.folders if (folder / name).exists()), self.folders[-1] / name)

    def once(self, work: Callable[..., Found], *given: object) -> Found:
        """What `work` gives for these paths and loaded things; the same again where any profile had it before."""
        key = (work, *(each if isinstance(each, Path) else id(each) for each in given))
        if key not in self.kept:
            self.kept[key] = (given, work(*given))  # what was given is kept too, so that nothing else gets its id
        found: Found = self.kept[key][1]
        return found

    def attempt(self, load: Callable[..., Found], *given: object) -> Found | None:
        """What a loader gives, or None with its complaints kept."""
        found, complaints = self.once(_attempted, load, *given)
        self.complaints.extend(complaints)
        return found

    def each(self, file: str, load: Callable[[Path], Found], names: Iterator[str] | None = None) -> dict[str, Found]:
        """What a loader gives for each questionnaire, or each of other names, that has this file."""
        places = {name: self.find(f"{name}/{file}") for name in names or self.questionnaire_names()}
        found = {name: self.attempt(load, place) for name, place in places.items() if place.exists()}
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
        """The worked examples of a scheme, those in its own files first; none that cannot be read."""
        if not schemes:
            return ()
        own = tuple(one for scheme in schemes for one in self._own_examples(name, scheme))
        folder = self.find(f"{name}/examples")
        return own + (self.attempt(load_examples, folder, schemes[-1]) or () if folder.is_dir() else ())

    def _own_examples(self, name: str, scheme: Scheme) -> tuple[Example, ...]:
        path = self.find(f"{name}/allocation") / f"{scheme.starts.isoformat()}.yaml"
        if not path.is_file() or OWN_EXAMPLES not in path.read_text("utf-8"):  # reading a long file twice takes a while
            return ()
        return self.attempt(examples_of, path, scheme) or ()


def _attempted(load: Callable[..., Found], *given: object) -> tuple[Found | None, tuple[Complaint, ...]]:
    """What a loader gives, or None with what it complained of."""
    try:
        return load(*given), ()
    except ContentError as error:
        return None, error.complaints


def _no_profile(folder: Path) -> Iterator[Complaint]:
    """A profile that is not there would silently give the example council's content."""
    if not folder.is_dir():
        what = f"PORTAL_PROFILE names the folder `{folder.name}`, which is not there."
        yield Complaint("no-profile", str(folder), 1, "", what, "Correct the name, or make the folder.")
