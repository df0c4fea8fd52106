"""Owns the loading of all content of one council, once at start, checked against itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from portal import pages, pictures
from portal.allocation.basis import load_basis
from portal.allocation.examples import lint_examples
from portal.allocation.loading import load_folder
from portal.allocation.panel_lint import lint_panel
from portal.allocation.panel_loading import load_panel
from portal.arrangements.loading import load as load_arrangements
from portal.budget_words import load as load_budget_words
from portal.cohorts import load_cohorts
from portal.content import agreement, tools
from portal.content.folders import Folders
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
from portal.questionnaires.hints import lint as lint_hints
from portal.questionnaires.hints import load_hints
from portal.questionnaires.lint import lint as lint_questionnaire
from portal.questionnaires.loading import load as load_questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

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


def complaints(root: Path, profile: str | None = None) -> tuple[Complaint, ...]:
    """Every complaint about every content file, worked examples among them, by file and line."""
    content, found = _load(root, profile)
    if content:
        folders = Folders(root, profile)
        for name, schemes in content.schemes.items():
            folder = folders.find(f"{name}/examples")
            if folder.is_dir() and schemes:
                found += folders.attempt(partial(lint_examples, folder, schemes)) or ()
        found += folders.attempt(lambda: tools.lint_costs(root / "guides" / "employer-costs", content.figures)) or ()
        found += folders.complaints
    return tuple(sorted(set(found), key=lambda each: (each.file, each.line, each.code)))


def figures_to_look_at(root: Path, day: date) -> tuple[Figure, ...]:
    """The figures of the guides that somebody must look at again; none where the file cannot be used."""
    try:
        return load_figures(root / "guides" / "figures.yaml").stale_on(day)
    except ContentError:
        return ()


def _load(root: Path, profile: str | None) -> tuple[Content | None, list[Complaint]]:
    """The content, if all of it could be read, and every complaint there is."""
    folders = Folders(root, profile)
    read = _read(folders)
    found = [*folders.complaints, *_questionnaires_agree(folders, read)]
    found += agreement.without_questions(folders)
    for part in ("council", "cohorts"):
        found += agreement.wording(read[part], folders.find(f"{part}.yaml"))
    if read["pictures"]:
        found += agreement.unpictured(folders, read["arrangements"], read["guides"] or (), read["pictures"])
    if any(part is None for name, part in read.items() if name not in MAY_BE_MISSING):
        return None, found
    content = Content(**read)
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
    figures = folders.attempt(lambda: load_figures(guides / "figures.yaml"))
    library = _library(folders, figures) if figures else None
    easy, cohorts = folders.find("pages.yaml"), folders.find("cohorts.yaml")
    return {
        "council": folders.attempt(lambda: load_council(folders.find("council.yaml"))),
        "questionnaires": folders.each("questionnaire.yaml", load_questionnaire),
        "eligibility": folders.each("eligibility.yaml", load_eligibility),
        "schemes": schemes,
        "bases": folders.each("basis.yaml", load_basis),
        "arrangements": folders.each("arrangements.yaml", load_arrangements),
        "guides": folders.attempt(lambda: load_guides(guides, figures, library)) if figures and library else None,
        "figures": figures,
        "tools": folders.attempt(lambda: load_tools(guides / "tools", figures)) if figures else None,
        "library": library,
        "pictures": folders.attempt(lambda: pictures.load(folders.find("pictures.yaml"))),
        "pages": folders.attempt(lambda: pages.load(easy)) if easy.exists() else (),
        "examples": {name: folders.examples(name, versions) for name, versions in schemes.items()},
        "hints": folders.each("hints.yaml", load_hints),
        "budget_words": folders.each("budget_page.yaml", load_budget_words),
        "panels": folders.each("panel.yaml", load_panel),
        "cohorts": folders.attempt(lambda: load_cohorts(cohorts)) if cohorts.exists() else None,
    }


def _library(folders: Folders, figures: Figures) -> Library | None:
    """The word list and the organisations that all guides share."""
    folder = folders.root / "guides"
    glossary = folders.attempt(lambda: load_glossary(folder / "words.yaml", figures))
    organisations = folders.attempt(lambda: load_organisations(folder / "who-can-help.yaml"))
    synonyms = folders.attempt(lambda: load_synonyms(folder / "synonyms.yaml"))
    if glossary is None or organisations is None or synonyms is None:
        return None
    return Library(glossary, organisations, synonyms)


def _questionnaires_agree(folders: Folders, read: dict[str, Any]) -> Iterator[Complaint]:
    """What is wrong with each questionnaire, and with what stands beside it."""
    for name, questionnaire in read["questionnaires"].items():
        yield from agreement.missing_files(folders, questionnaire, name)
        yield from lint_questionnaire(questionnaire, read["pictures"])
        yield from agreement.disagreements(
            questionnaire, read["eligibility"].get(name), read["schemes"].get(name, ()), read["bases"].get(name)
        )
        yield from lint_hints(read["hints"].get(name, ()), questionnaire)
        if name in read["panels"]:
            schemes, examples = read["schemes"].get(name, ()), read["examples"].get(name, ())
            yield from lint_panel(read["panels"][name], schemes, agreement.asked_of(questionnaire), examples)
        for part, file in WORDED.items() if questionnaire.published else ():
            yield from agreement.wording(read[part].get(name), folders.find(f"{name}/{file}"))
