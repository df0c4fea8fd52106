"""Owns what tools of the guides must agree on: examples with figures, papers with chapters, pictures, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal import pictures
from portal.employing import FIGURES, Rates, lint_examples, load_examples
from portal.files import Complaint, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from portal.employing import Example
    from portal.guides import Figures, Guide
    from portal.guides.tools import Tool
    from portal.questionnaires.model import Questionnaire


def rates_on(figures: Figures, day: date) -> Rates:
    """The rates of an employer's costs on a day, each from its figure."""
    return Rates.of(lambda name: figures.on(name, day).value)


def without_figures(figures: Figures, path: Path) -> list[Complaint]:
    """The figures that the calculator cannot do without."""
    what, cure = "The employer cost calculator wants this figure.", "Put it back."
    return [
        Complaint("unknown-figure", str(path), 1, name, what, cure) for name in FIGURES.values() if name not in figures
    ]


def lint_costs(folder: Path, figures: Figures) -> tuple[Complaint, ...]:
    """What is wrong with the worked examples of an employer's costs. Raises ContentError where they cannot be read."""
    examples = load_examples(folder / "examples.yaml")
    undated = (found for example in examples if (found := _without_rates(example, figures)))
    return (*undated, *lint_examples(examples, lambda day: rates_on(figures, day)))


def _without_rates(example: Example, figures: Figures) -> Complaint | None:
    """An example on a day for which the file has no rate would silently take that of another day."""
    others = [name for name in FIGURES.values() if not figures.on(name, example.day).holds_on(example.day)]
    if not others:
        return None
    what, cure = f"On its day these figures do not hold: {', '.join(others)}.", "Choose another day."
    return Complaint("example-undated", example.mark.file, example.mark.line, example.id, what, cure)


def disagreements(
    papers: Iterable[Tool],
    folder: Path,
    guides: Iterable[Guide],
    questionnaires: Mapping[str, Questionnaire],
    known_pictures: Collection[str],
) -> Iterator[Complaint]:
    """Where a paper names a chapter or a picture that is not there, or a private question.

    A question that nobody is asked fills nothing in: a council may have questions of its own.
    """
    chapters = sorted(f"{guide.name}/{chapter.name}" for guide in guides for chapter in guide.chapters)
    private = {name for each in questionnaires.values() for name in each.placed if each.is_private(name)}
    for paper in papers:
        file = folder / f"{paper.name}.yaml"
        yield from pictures.unknown(paper.pictures, file, known_pictures)
        for name in dict.fromkeys(paper.chapters):
            if name not in chapters:
                what = f"There is no chapter `{name}`."
                yield Complaint("unknown-chapter", str(file), 1, name, what, suggestion(name, chapters))
        for name in sorted(private.intersection(paper.sources)):
            what, cure = "What people say here is private, and goes into no paper.", "Take the question out."
            yield Complaint("private-question", str(file), 1, name, what, cure)
