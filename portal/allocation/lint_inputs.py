"""Owns the rules that hold a scheme against the inputs it declares itself."""

from collections.abc import Iterator

from portal.allocation import lint_questions
from portal.allocation.loading_inputs import asked_of
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint

FITS = {
    "choice": {"choice"},
    "choices": {"choices", "choice"},
    "number": {"number"},
    "date": {"date"},
    "group": {"group"},
    "any": {"choice", "choices", "number", "date", "group"},
    "any-number": {"number", "choices", "group"},
}
"""Which declared kinds an operation can use, by the kind that it counts."""


def complaints(scheme: Scheme) -> Iterator[Complaint]:
    """Everything where lines and declared inputs do not fit together."""
    asked = {**asked_of(scheme.declared), **dict(_options_not_read(scheme))}
    for rule in lint_questions.RULES:
        yield from rule(scheme, asked)
    declared = {one.id: one for one in scheme.declared}
    for line in scheme.lines:
        for counted in lint_questions.inputs_of(line):
            if counted.id in declared:
                yield from _kind(line, counted, declared[counted.id])
    yield from _unused(scheme)


def _options_not_read(scheme: Scheme) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Choices whose options could not be read, which has a complaint of its own: whatever lines count stands in."""
    for one in scheme.declared:
        if one.kind in {"choice", "choices"} and not one.options:
            counted = (each for line in scheme.lines for each in line.operation.inputs if each.id == one.id)
            yield one.id, tuple(option for each in counted for option in each.options)


def _kind(line: SchemeLine, counted: Input, declared: Input) -> Iterator[Complaint]:
    fits = FITS.get(counted.kind, set()) | ({"number"} if counted.kind == "choice" and counted.in_steps_of else set())
    what = cure = ""
    if declared.kind not in fits:
        what = f"It counts “{counted.id}” as {_article(counted.kind)}, but that is {_article(declared.kind)}."
        cure = "Change the kind of the input, or the operation of this line."
    elif counted.group != declared.group and counted.kind not in {"any", "any-number"}:
        what = f"“{counted.id}” is asked {'of each in “' + declared.group + '”' if declared.group else 'once'}."
        cure = "Use `over:` for what is asked of each in a group, and only for that."
    if what:
        yield Complaint("wrong-input-kind", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _article(kind: str) -> str:
    words = {"choices": "several choices", "any-number": "a number"}
    return words.get(kind, f"a {kind}")


def _unused(scheme: Scheme) -> Iterator[Complaint]:
    if lint_questions.some_unread(scheme):
        return
    used = scheme.questions_used
    for one in scheme.declared:
        if one.id not in used:
            where, cure = f"input “{one.id}”", "Use it or take it out."
            yield Complaint("unused-input", one.mark.file, one.mark.line, where, "No line counts it.", cure)
