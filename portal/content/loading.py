"""Owns the loading of all content of one council, once at start, checked against itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal import pages, pictures, recordings
from portal.allocation.basis import load_basis
from portal.allocation.examples import lint_examples
from portal.allocation.lint.panel import lint_panel
from portal.allocation.loading import load_folder
from portal.allocation.panel_loading import load_panel
from portal.arrangements.loading import load as load_arrangements
from portal.budget_words import load as load_budget_words
from portal.cohorts import load_cohorts
from portal.content import agreement, tools
from portal.content.folders import Folders, Kept, profile_names
from portal.content.model import Content
from portal.council import Council, load_council
from portal.eligibility.loading import load as load_eligibility
from portal.files import Complaint, ContentError
from portal.guides import (
    Figure,
    Figures,
    Library,
    load_figures,
    load_glossary,
    load_guides,
    load_organisations,
    load_synonyms,
)
from portal.guides.tools import load_tools
from portal.notices import load_notices
from portal.questionnaires.hints import lint as lint_hints
from portal.questionnaires.hints import load_hints
from portal.questionnaires.lint import lint as lint_questionnaire
from portal.questionnaires.loading import load as load_questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

WORDED = {
    "eligibility": "eligibility.yaml",
    "schemes": "allocation",
    "bases": "basis.yaml",
    "arrangements": "arrangements.yaml",
    "hints": "hints.yaml",
    "budget_words": "budget_page.yaml",
    "panels": "panel.yaml",
}
"""What citizens read beside the questions: the part of the content, and its file or folder."""

MAY_BE_MISSING = {"cohorts"}
"""What a council may do without; what cannot be read has its complaint all the same."""


def load_content(root: Path, profile: str | None = None) -> Content:
    """Load everything. Raises ContentError with every complaint of every file."""
    content, found = _load(root, profile)
    if content is None or found:
        raise ContentError(found)
    return content


def load_council_alone(root: Path, profile: str | None = None) -> Council:
    """Load the council's settings and nothing else, for whoever needs no more. Raises ContentError."""
    folders = Folders(root, profile)
    if folders.complaints:
        raise ContentError(folders.complaints)
    return load_council(folders.find("council.yaml"))


def complaints_by_profile(root: Path, named: str | None = None) -> dict[str | None, tuple[Complaint, ...]]:
    """The complaints of the default content (under None) and of each profile; a `named` one may have no folder.

    Where a profile's own files are at odds with the default's, the sentence says which profile it is about.
    """
    kept: Kept = {}
    found: dict[str | None, tuple[Complaint, ...]] = {None: _by_whole_path(complaints(root, kept=kept))}
    for name in dict.fromkeys((*profile_names(root), *([named] if named else []))):
        own = (root / "questionnaires" / name).resolve()
        new = [each for each in _by_whole_path(complaints(root, name, kept)) if each not in found[None]]
        found[name] = tuple(
            each
            if Path(each.file).is_relative_to(own)
            else replace(each, what=f"{each.what} (In the profile `{name}`.)")
            for each in new
        )
    return found


def _by_whole_path(found: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
    """The complaints with one name for each file, however a profile came to it (`rest_as_in: ../council.yaml`)."""
    return tuple(replace(each, file=str(Path(each.file).resolve())) for each in found)


def complaints(root: Path, profile: str | None = None, kept: Kept | None = None) -> tuple[Complaint, ...]:
    """Every complaint about every content file, worked examples among them, by file and line.

    `kept` holds what other profiles of this content have read already, and is added to.
    """
    kept = {} if kept is None else kept
    content, found = _load(root, profile, kept)
    if content:
        folders = Folders(root, profile, kept)
        for name, schemes in content.schemes.items():
            folder = folders.find(f"{name}/examples")
            if folder.is_dir() and schemes:
                found += folders.attempt(lint_examples, folder, schemes) or ()
        found += folders.attempt(tools.lint_costs, root / "guides" / "employer-costs", content.figures) or ()
        found += folders.complaints
    return tuple(sorted(set(found), key=lambda each: (each.file, each.line, each.code)))


def figures_to_look_at(root: Path, day: date) -> tuple[Figure, ...]:
    """The figures of the guides that somebody must look at again; none where the file cannot be used."""
    try:
        return load_figures(root / "guides" / "figures.yaml").stale_on(day)
    except ContentError:
        return ()


def _load(root: Path, profile: str | None, kept: Kept | None = None) -> tuple[Content | None, list[Complaint]]:
    """The content, if all of it could be read, and every complaint there is."""
    folders = Folders(root, profile, kept)
    read = _read(folders)
    found = [*folders.complaints, *_questionnaires_agree(folders, read)]
    found += agreement.without_questions(folders)
    for part in ("council", "cohorts"):
        found += folders.once(agreement.wording, read[part], folders.find(f"{part}.yaml"))
    if read["pictures"]:
        found += agreement.unpictured(folders, read["arrangements"], read["guides"] or (), read["pictures"])
    if any(part is None for name, part in read.items() if name not in MAY_BE_MISSING):
        return None, found
    content = Content(**read)
    found += recordings.unknown(content.recordings, agreement.readable(content.questionnaires, content.guides))
    found += agreement.unwritten_notes(content.guides, content.council, root / "guides")
    found += tools.disagreements(
        content.tools, root / "guides" / "tools", content.guides, content.questionnaires, content.pictures
    )
    found += tools.without_figures(content.figures, root / "guides" / "figures.yaml")
    return content, found


def _read(folders: Folders) -> dict[str, Any]:
    """Each part of the content by its name; None for one that cannot be read, with its complaints kept."""
    guides = folders.root / "guides"
    schemes = folders.each("allocation", load_folder, folders.scheme_names())
    figures = folders.attempt(load_figures, guides / "figures.yaml")
    library = _library(folders, figures) if figures else None
    easy, cohorts, read = (folders.find(f"{name}.yaml") for name in ("pages", "cohorts", "recordings"))
    return {
        "council": folders.attempt(load_council, folders.find("council.yaml")),
        "questionnaires": folders.each("questionnaire.yaml", load_questionnaire),
        "eligibility": folders.each("eligibility.yaml", load_eligibility),
        "schemes": schemes,
        "bases": folders.each("basis.yaml", load_basis),
        "arrangements": folders.each("arrangements.yaml", load_arrangements),
        "guides": folders.attempt(load_guides, guides, figures, library) if figures and library else None,
        "figures": figures,
        "tools": folders.attempt(load_tools, guides / "tools", figures) if figures else None,
        "library": library,
        "pictures": folders.attempt(pictures.load, folders.find("pictures.yaml")),
        "pages": folders.attempt(pages.load, easy) if easy.exists() else (),
        "notices": folders.attempt(load_notices, folders.find("notices.yaml")),
        "examples": {name: folders.examples(name, versions) for name, versions in schemes.items()},
        "hints": folders.each("hints.yaml", load_hints),
        "budget_words": folders.each("budget_page.yaml", load_budget_words),
        "panels": folders.each("panel.yaml", load_panel),
        "cohorts": folders.attempt(load_cohorts, cohorts) if cohorts.exists() else None,
        "recordings": folders.attempt(recordings.load, read) if read.exists() else (),
    }


def _library(folders: Folders, figures: Figures) -> Library | None:
    """The word list and the organisations that all guides share."""
    folder = folders.root / "guides"
    glossary = folders.attempt(load_glossary, folder / "words.yaml", figures)
    organisations = folders.attempt(load_organisations, folder / "who-can-help.yaml")
    synonyms = folders.attempt(load_synonyms, folder / "synonyms.yaml")
    if glossary is None or organisations is None or synonyms is None:
        return None
    return folders.once(Library, glossary, organisations, synonyms)


def _questionnaires_agree(folders: Folders, read: dict[str, Any]) -> Iterator[Complaint]:
    """What is wrong with each questionnaire, and with what stands beside it."""
    for name, questionnaire in read["questionnaires"].items():
        yield from agreement.missing_files(folders, questionnaire, name)
        yield from folders.once(lint_questionnaire, questionnaire, read["pictures"])
        yield from agreement.disagreements(
            questionnaire, read["eligibility"].get(name), read["schemes"].get(name, ()), read["bases"].get(name)
        )
        yield from lint_hints(read["hints"].get(name, ()), questionnaire)
        if name in read["panels"]:
            schemes, examples = read["schemes"].get(name, ()), read["examples"].get(name, ())
            yield from lint_panel(read["panels"][name], schemes, agreement.asked_of(questionnaire), examples)
        for part, file in WORDED.items() if questionnaire.published else ():
            yield from folders.once(agreement.wording, read[part].get(name), folders.find(f"{name}/{file}"))
