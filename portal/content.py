"""All content of one council, loaded once at start and checked against itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from portal import pages, pictures
from portal.allocation.basis import BasisTable, StartsFrom, lint_basis, load_basis
from portal.allocation.examples import Example, lint_examples, load_examples
from portal.allocation.lint import lint as lint_scheme
from portal.allocation.loading import load_folder
from portal.allocation.scheme import Scheme
from portal.arrangements.loading import Arrangements
from portal.arrangements.loading import load as load_arrangements
from portal.budget_words import BudgetWords
from portal.budget_words import load as load_budget_words
from portal.council import Council, load_council
from portal.eligibility.lint import lint as lint_eligibility
from portal.eligibility.loading import load as load_eligibility
from portal.eligibility.model import EligibilityTest
from portal.files import Complaint, ContentError, Mark, suggestion
from portal.guides import (
    Figure,
    Figures,
    Guide,
    Library,
    load_figures,
    load_glossary,
    load_guides,
    load_organisations,
    load_synonyms,
)
from portal.guides.model import ENGLISH
from portal.questionnaires.hints import Hint, load_hints
from portal.questionnaires.hints import lint as lint_hints
from portal.questionnaires.lint import lint as lint_questionnaire
from portal.questionnaires.lint import lint_texts
from portal.questionnaires.loading import load as load_questionnaire
from portal.questionnaires.model import Question, Questionnaire
from portal.questionnaires.structure import answers_counted, answers_offered
from portal.questionnaires.texts import Written
from portal.texts import texts_in

Found = TypeVar("Found")

BESIDE = ("eligibility.yaml", "allocation", "basis.yaml", "arrangements.yaml", "examples")
"""What belongs to a published questionnaire: files, and folders with files."""

NOT_ALONE = ("eligibility.yaml", "basis.yaml", "arrangements.yaml")
"""What makes no sense without a questionnaire."""


@dataclass(frozen=True)
class Content:
    """Everything that people who do not program can change. `schemes` are all versions, oldest first.

    A scheme may stand alone, with no questionnaire of its name: it can then be read by anyone, and run on its inputs.
    """

    council: Council
    questionnaires: Mapping[str, Questionnaire]
    eligibility: Mapping[str, EligibilityTest]
    schemes: Mapping[str, tuple[Scheme, ...]]
    bases: Mapping[str, BasisTable]
    arrangements: Mapping[str, Arrangements]
    guides: tuple[Guide, ...]
    figures: Figures
    library: Library
    pictures: frozenset[str]
    pages: tuple[pages.Easy, ...]
    examples: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[Hint, ...]] = field(default_factory=dict)
    budget_words: Mapping[str, BudgetWords] = field(default_factory=dict)

    def counting(self, questionnaire: str) -> frozenset[str]:
        """The questions that a budget hangs on: those that count in a scheme and those that decide its basis."""
        counted = {asked for scheme in self.schemes.get(questionnaire, ()) for asked in scheme.questions_used}
        basis = self.bases.get(questionnaire)
        return frozenset(counted | (basis.questions_used if basis else frozenset()))

    def left_to_a_person(self, questionnaire: str) -> frozenset[str]:
        """The questions that only decide whether a person works out the budget: a rough idea has no use for them."""
        basis = self.bases.get(questionnaire)
        rows = basis.rows if basis else ()
        to_a_person = {asked for row in rows if row.starts_from is StartsFrom.A_PERSON for asked in row.when.questions}
        others = {asked for row in rows if row.starts_from is not StartsFrom.A_PERSON for asked in row.when.questions}
        counted = {asked for scheme in self.schemes.get(questionnaire, ()) for asked in scheme.questions_used}
        return frozenset(to_a_person - others - counted)


class _Loading:
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


def load_content(root: Path, profile: str | None = None) -> Content:
    """Load everything. Raises ContentError with every complaint of every file."""
    content, found = _load(root, profile)
    if content is None or found:
        raise ContentError(found)
    return content


def load_council_alone(root: Path, profile: str | None = None) -> Council:
    """Load the council's settings and nothing else, for whoever needs no more. Raises ContentError."""
    loading = _Loading(root, profile)
    if loading.complaints:
        raise ContentError(loading.complaints)
    return load_council(loading.find("council.yaml"))


def complaints(root: Path, profile: str | None = None) -> tuple[Complaint, ...]:
    """Every complaint about every content file, worked examples among them, by file and line."""
    content, found = _load(root, profile)
    if content:
        loading = _Loading(root, profile)
        tried = [loading.find(f"{name}/examples") for name in content.schemes]
        for folder, schemes in zip(tried, content.schemes.values(), strict=True):
            if folder.is_dir() and schemes:
                found += loading.attempt(partial(lint_examples, folder, schemes)) or ()
        found += loading.complaints
    return tuple(sorted(set(found), key=lambda each: (each.file, each.line, each.code)))


def _load(root: Path, profile: str | None) -> tuple[Content | None, list[Complaint]]:
    loading = _Loading(root, profile)
    questionnaires = loading.each("questionnaire.yaml", load_questionnaire)
    eligibility = loading.each("eligibility.yaml", load_eligibility)
    schemes = loading.each("allocation", load_folder, loading.scheme_names())
    examples = {name: loading.examples(name, versions) for name, versions in schemes.items()}
    bases = loading.each("basis.yaml", load_basis)
    arrangements = loading.each("arrangements.yaml", load_arrangements)
    hints = loading.each("hints.yaml", load_hints)
    said = loading.each("budget_page.yaml", load_budget_words)
    council = loading.attempt(lambda: load_council(loading.find("council.yaml")))
    figures = loading.attempt(lambda: load_figures(root / "guides" / "figures.yaml"))
    library = _library(loading, figures) if figures else None
    guides = loading.attempt(lambda: load_guides(root / "guides", figures, library)) if figures and library else None
    known = loading.attempt(lambda: pictures.load(loading.find("pictures.yaml")))
    easy = (
        loading.attempt(lambda: pages.load(loading.find("pages.yaml"))) if loading.find("pages.yaml").exists() else ()
    )
    found = list(loading.complaints)
    if known:
        found += _unpictured(loading, arrangements, guides or (), known)
    found += _without_questions(loading)
    for name, questionnaire in questionnaires.items():
        found += _missing_files(loading, questionnaire, name)
        found += lint_questionnaire(questionnaire, known)
        found += _disagreements(questionnaire, eligibility.get(name), schemes.get(name, ()), bases.get(name))
        found += lint_hints(hints.get(name, ()), questionnaire)
        if questionnaire.published:
            found += _wording(hints.get(name), loading.find(f"{name}/hints.yaml"))
            found += _wording(eligibility.get(name), loading.find(f"{name}/eligibility.yaml"))
            found += _wording(schemes.get(name, ()), loading.find(f"{name}/allocation"))
            found += _wording(bases.get(name), loading.find(f"{name}/basis.yaml"))
            found += _wording(arrangements.get(name), loading.find(f"{name}/arrangements.yaml"))
            found += _wording(said.get(name), loading.find(f"{name}/budget_page.yaml"))
    found += _wording(council, loading.find("council.yaml"))
    if council is None or figures is None or library is None or guides is None or known is None or easy is None:
        return None, found
    found += _unwritten_notes(guides, council, root / "guides")
    content = Content(
        council,
        questionnaires,
        eligibility,
        schemes,
        bases,
        arrangements,
        guides,
        figures,
        library,
        known,
        easy,
        examples,
        hints,
        said,
    )
    return content, found


def _library(loading: _Loading, figures: Figures) -> Library | None:
    """The word list and the organisations that all guides share."""
    folder = loading.root / "guides"
    glossary = loading.attempt(lambda: load_glossary(folder / "words.yaml", figures))
    organisations = loading.attempt(lambda: load_organisations(folder / "who-can-help.yaml"))
    synonyms = loading.attempt(lambda: load_synonyms(folder / "synonyms.yaml"))
    if glossary is None or organisations is None or synonyms is None:
        return None
    return Library(glossary, organisations, synonyms)


def figures_to_look_at(root: Path, day: date) -> tuple[Figure, ...]:
    """The figures of the guides that somebody must look at again; none where the file cannot be used."""
    try:
        return load_figures(root / "guides" / "figures.yaml").stale_on(day)
    except ContentError:
        return ()


def _unwritten_notes(guides: Iterable[Guide], council: Council, folder: Path) -> list[Complaint]:
    """Where a chapter wants a note of the council that the council has not written."""
    return [
        Complaint(
            "unknown-note",
            str(folder / guide.name / f"{chapter.number:02}-{chapter.name}.md"),
            1,
            "local",
            f"The council's settings have no note `{note}`.",
            suggestion(note, sorted(council.local_notes)),
        )
        for guide in guides
        for chapter in guide.chapters
        for note in chapter.local
        if note not in council.local_notes
    ]


def _unpictured(
    loading: _Loading, arrangements: Mapping[str, Arrangements], guides: Iterable[Guide], known: Collection[str]
) -> Iterator[Complaint]:
    """Where ways of taking a budget, a guide or its Easy Read name a picture that is not in the table."""
    for name, ways in arrangements.items():
        used = [each.picture for each in ways.ways] + [each.picture for each in ways.parts]
        yield from pictures.unknown(used, loading.find(f"{name}/arrangements.yaml"), known)
    for guide in guides:
        folder = loading.root / "guides" / guide.name
        yield from pictures.unknown(
            [guide.picture, *(each.picture for each in guide.booklets)], folder / "guide.yaml", known
        )
        for chapter in (*guide.chapters, *guide.others):
            language = "" if chapter.language == ENGLISH else f".{chapter.language}"
            file = folder / f"{chapter.number:02}-{chapter.name}{language}.easy.yaml"
            yield from pictures.unknown(chapter.easy.pictures, file, known)


def _without_questions(loading: _Loading) -> Iterator[Complaint]:
    """Folders with files that only a questionnaire has a use for, and without the questionnaire.

    An allocation scheme may stand alone, with its worked examples.
    """
    folders = [place for folder in loading.folders if folder.is_dir() for place in folder.iterdir() if place.is_dir()]
    left = {place.name for place in folders if any((place / file).exists() for file in NOT_ALONE)}
    for name in sorted(left - set(loading.questionnaire_names())):
        place = loading.find(f"{name}/questionnaire.yaml")
        what = f"The folder `{name}` has no questionnaire.yaml."
        yield Complaint("file-missing", str(place), 1, "", what, "Put it back, or take the whole folder away.")


def _missing_files(loading: _Loading, questionnaire: Questionnaire, name: str) -> Iterator[Complaint]:
    """Files that a published questionnaire cannot do without."""
    for file in BESIDE if questionnaire.published else ():
        place = loading.find(f"{name}/{file}")
        if not place.exists() or (place.is_dir() and not any(place.glob("*.yaml"))):
            what = f"The questionnaire `{name}` is published, and has no `{file}` beside it."
            yield Complaint("file-missing", str(place), 1, "", what, "Put it back, or write `published: false`.")


def _wording(loaded: object, path: Path) -> list[Complaint]:
    """What is wrong with the wording of a file that citizens read; nothing where it could not be loaded."""
    return lint_texts([Written(text, text.key, mark) for mark, text in texts_in(loaded, Mark(str(path), 1))])


def _disagreements(
    questionnaire: Questionnaire,
    eligibility: EligibilityTest | None,
    schemes: tuple[Scheme, ...],
    basis: BasisTable | None,
) -> Iterator[Complaint]:
    """Where files do not fit together: a question or an answer that one names and another does not have."""
    asked = {
        placed.question.id: sorted(answers_offered(placed.question)) if isinstance(placed.question, Question) else []
        for placed in questionnaire.without_private().placed.values()
    }
    for scheme in schemes:
        yield from lint_scheme(scheme, asked, published=questionnaire.published)
    if eligibility:
        yield from lint_eligibility(eligibility, answers_counted(questionnaire))
    if basis:
        yield from lint_basis(basis, asked)
