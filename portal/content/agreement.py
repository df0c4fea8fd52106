"""Owns what the files must agree on: names that one uses and another gives, pictures, words, files that are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from portal import pictures
from portal.allocation.basis import BasisTable, lint_basis
from portal.allocation.lint.rules import lint as lint_scheme
from portal.allocation.scheme import Scheme
from portal.arrangements.loading import Arrangements
from portal.content import starting
from portal.content.folders import Folders
from portal.council import Council, with_rest
from portal.eligibility.lint import lint as lint_eligibility
from portal.eligibility.model import EligibilityTest
from portal.files import Complaint, Mark, Node, suggestion
from portal.guides import Guide
from portal.guides.model import ENGLISH
from portal.questionnaires.lint import lint_texts
from portal.questionnaires.model import Question, Questionnaire
from portal.questionnaires.structure import answers_counted, answers_offered
from portal.questionnaires.texts import Written
from portal.texts import texts_in

BESIDE = ("eligibility.yaml", "allocation", "basis.yaml", "arrangements.yaml", "examples")
"""What belongs to a published questionnaire: files, and folders with files."""

NOT_ALONE = ("eligibility.yaml", "basis.yaml", "arrangements.yaml")
"""What makes no sense without a questionnaire."""


def unwritten_notes(guides: Iterable[Guide], council: Council, folder: Path) -> list[Complaint]:
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


def readable(questionnaires: Mapping[str, Questionnaire], guides: Iterable[Guide]) -> set[str]:
    """What a recording can read: each question, and each chapter."""
    asked = {f"{name}/{question}" for name, each in questionnaires.items() for question in each.placed}
    return asked | {f"{guide.name}/{chapter.name}" for guide in guides for chapter in guide.chapters}


def unpictured(
    folders: Folders, arrangements: Mapping[str, Arrangements], guides: Iterable[Guide], known: Collection[str]
) -> Iterator[Complaint]:
    """Where ways of taking a budget, a guide or its Easy Read name a picture that is not in the table."""
    for name, ways in arrangements.items():
        used = [each.picture for each in ways.ways] + [each.picture for each in ways.parts]
        used += [each.picture for each in ways.awareness]
        used += [use.picture for way in ways.ways for use in way.uses]
        yield from pictures.unknown(used, folders.find(f"{name}/arrangements.yaml"), known)
    for guide in guides:
        folder = folders.root / "guides" / guide.name
        yield from pictures.unknown(
            [guide.picture, *(each.picture for each in guide.booklets)], folder / "guide.yaml", known
        )
        for chapter in (*guide.chapters, *guide.others):
            language = "" if chapter.language == ENGLISH else f".{chapter.language}"
            file = folder / f"{chapter.number:02}-{chapter.name}{language}.easy.yaml"
            yield from pictures.unknown(chapter.easy.pictures, file, known)


def without_questions(folders: Folders) -> Iterator[Complaint]:
    """Folders with files that only a questionnaire has a use for, and without the questionnaire.

    An allocation scheme may stand alone, with its worked examples.
    """
    places = [place for folder in folders.folders if folder.is_dir() for place in folder.iterdir() if place.is_dir()]
    left = {place.name for place in places if any((place / file).exists() for file in NOT_ALONE)}
    for name in sorted(left - set(folders.questionnaire_names())):
        place = folders.find(f"{name}/questionnaire.yaml")
        what = f"The folder `{name}` has no questionnaire.yaml."
        yield Complaint("file-missing", str(place), 1, "", what, "Put it back, or take the whole folder away.")


def missing_files(folders: Folders, questionnaire: Questionnaire, name: str) -> Iterator[Complaint]:
    """Files that a published questionnaire cannot do without."""
    for file in BESIDE if questionnaire.published else ():
        place = folders.find(f"{name}/{file}")
        if not place.exists() or (place.is_dir() and not any(place.glob("*.yaml"))):
            what = f"The questionnaire `{name}` is published, and has no `{file}` beside it."
            yield Complaint("file-missing", str(place), 1, "", what, "Put it back, or write `published: false`.")


def wording(loaded: object, path: Path) -> list[Complaint]:
    """What is wrong with the wording of a file that citizens read; nothing where it could not be loaded."""
    texts = [Written(text, text.key, mark) for mark, text in texts_in(loaded, Mark(str(path), 1))]
    found = lint_texts(texts)
    if not found or not path.is_file():
        return found
    said = [each for node in with_rest(path) for each in _said(node)]
    return lint_texts([replace(each, mark=_line(each, said)) for each in texts])


def _line(written: Written, said: Iterable[tuple[str, Mark]]) -> Mark:
    """The line of a text itself: the first that says it from the part on that it belongs to."""
    part, words = written.mark, written.text.standard
    fits = (mark for each, mark in said if each == words and (mark.file != part.file or mark.line >= part.line))
    return next(fits, part)


def _said(node: Node) -> Iterator[tuple[str, Mark]]:
    """Every text of a file with its line; some parts do not know their own once they are loaded."""
    if node.is_list or node.has_fields:
        for inner in node.items() if node.is_list else node.fields().values():
            yield from _said(inner)
    elif not node.is_empty:
        yield node.text(), node.mark


def disagreements(
    questionnaire: Questionnaire,
    eligibility: EligibilityTest | None,
    schemes: tuple[Scheme, ...],
    basis: BasisTable | None,
) -> Iterator[Complaint]:
    """Where files do not fit together: a question or an answer that one names and another does not have."""
    asked = asked_of(questionnaire)
    for scheme in schemes:
        yield from lint_scheme(scheme, asked, published=questionnaire.published)
    if eligibility:
        yield from lint_eligibility(eligibility, answers_counted(questionnaire))
    if basis:
        yield from lint_basis(basis, asked)
        yield from starting.unmet(basis, questionnaire)


def asked_of(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """Each question that is not private to the person, with what can be answered."""
    return {
        placed.question.id: sorted(answers_offered(placed.question)) if isinstance(placed.question, Question) else []
        for placed in questionnaire.without_private().placed.values()
    }
