"""A scheme as a sheet: a box for each line in order, with what it reckons with."""

from __future__ import annotations

from portal.allocation.scheme import Scheme, SchemeLine
from portal.drawing.sheet import Band, Box, Mark, Sheet
from portal.drawing.wording import in_words
from portal.questionnaires.model import Questionnaire

BAND = 8
"""So many lines are drawn under one heading."""


def scheme_sheet(scheme: Scheme, questionnaire: Questionnaire | None = None) -> Sheet:
    """Return the drawing of a scheme, with conditions in the words of its questionnaire where that is given."""
    shown = {result.line for result in scheme.results}
    boxes = tuple(_box(line, questionnaire, shown) for line in scheme.lines)
    bands = tuple(_band(first, boxes[first : first + BAND]) for first in range(0, len(boxes), BAND))
    inputs = len(scheme.questions_used)
    summary = (
        f"The scheme “{scheme.id}”, version {scheme.version}, from {scheme.starts.isoformat()}: "
        f"{len(scheme.lines)} lines over {inputs} answers. A line is worked out from answers, prices and earlier lines."
    )
    return Sheet(scheme.title.standard, summary, bands)


def _band(first: int, boxes: tuple[Box, ...]) -> Band:
    return Band("", f"Lines {first + 1} to {first + len(boxes)}", boxes)


def _box(line: SchemeLine, questionnaire: Questionnaire | None, shown: set[str]) -> Box:
    test = line.only_when_figure
    limits = [in_words(line.only_when, questionnaire)]
    if test:
        limits += [f"the line {test.line} is {words} {limit}" for words, limit in test.limits]
    return Box(
        line.id,
        f"{line.operation.name.replace('_', ' ')} → {line.unit}",
        line.title.standard,
        " and ".join(each for each in limits if each),
        (Mark.RESULT,) if line.id in shown else (),
        _uses(line),
    )


def _uses(line: SchemeLine) -> tuple[str, ...]:
    terms = line.operation.terms
    named = (
        ("answers", [each.id for each in line.operation.inputs]),
        ("lines", [each.line for each in terms if each.line]),
        ("prices", [each.rate for each in terms if each.rate]),
        ("stated figures", [str(each.figure) for each in terms if each.figure is not None]),
    )
    return tuple(f"{what}: {', '.join(dict.fromkeys(names))}" for what, names in named if names)
