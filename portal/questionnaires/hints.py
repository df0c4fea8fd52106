"""Owns gentle hints: pairs of answers that seem to disagree, said kindly before the figure. They never block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.answers import Facts, Missing
from portal.conditions import AnyOf, Condition, holds, named_options, read_condition
from portal.files import Complaint, ContentError, Mark, Node, Reader, read_yaml, suggestion
from portal.questionnaires.model import Group, Questionnaire
from portal.questionnaires.structure import answers_offered
from portal.words import Text, text_at

RULES: Mapping[str, str] = {
    "hint-twice": "An id of a hint is used once.",
    "hint-unknown-question": "A hint looks at questions that are asked.",
    "hint-unknown-option": "A hint names answers that its questions offer.",
    "hint-private": "A hint never looks at what is private.",
    "hint-of-doubt": "A hint takes no answer of doubt up: not sure and rather talk are always right.",
    "hint-leads-nowhere": "A hint leads to two questions or more, each one that it looks at.",
    "hint-outside-list": "A hint looks at questions of a list only through `over`.",
}
DOUBT = frozenset({Missing.NOT_SURE.value, Missing.TALK.value})
LEAST_QUESTIONS = 2


@dataclass(frozen=True)
class Hint:
    """Answers that seem to disagree: when, what is said, and which questions to look at again.

    With `over`, the condition is held against each one on a list, such as the people who help.
    """

    id: str
    when: Condition
    over: str | None
    questions: tuple[str, ...]
    text: Text
    mark: Mark


@dataclass(frozen=True)
class Found:
    """A hint that holds; `item` is the place in the list (from nought) of the one it is about."""

    hint: Hint
    item: int | None = None


def found_in(hints: tuple[Hint, ...], facts: Facts) -> Iterator[Found]:
    """Give the hints that hold. What is not answered or not sure never makes one hold."""
    for hint in hints:
        if hint.over is None:
            if holds(hint.when, facts):
                yield Found(hint)
            continue
        items = facts.get(hint.over)
        for place, item in enumerate(items if isinstance(items, tuple) else ()):
            if isinstance(item, Mapping) and holds(hint.when, {**facts, **item}):
                yield Found(hint, place)


def load_hints(path: Path | str) -> tuple[Hint, ...]:
    """The hints in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    questionnaire = reader.text("id")
    hints = tuple(_hint(node, complaints, questionnaire) for node in reader.each("hints", required=True))
    reader.finish()
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return hints


def _hint(node: Node, complaints: list[Complaint], questionnaire: str) -> Hint:
    reader = Reader(node, complaints)
    hint_id = reader.named("hint")
    when = reader.required("when")
    condition = read_condition(when, complaints, reader.where) if when else None
    hint = Hint(
        hint_id,
        condition or AnyOf("", ()),  # a stand-in: the complaint refuses the file
        reader.text_or_none("over"),
        tuple(reader.texts("questions")),
        text_at(reader, "text", f"{questionnaire}/hints/{hint_id}"),
        reader.mark,
    )
    reader.finish()
    return hint


def lint(hints: tuple[Hint, ...], questionnaire: Questionnaire) -> list[Complaint]:
    """Every complaint about hints held against their questionnaire."""
    ids = [hint.id for hint in hints]
    found = [
        _complaint("hint-twice", hint, "The id is used twice.", "Rename one hint.")
        for hint in hints
        if ids.count(hint.id) > 1
    ]
    return [*found, *(each for hint in hints for each in _about(hint, questionnaire))]


def _complaint(code: str, hint: Hint, what: str, cure: str) -> Complaint:
    return Complaint(code, hint.mark.file, hint.mark.line, f"hint “{hint.id}”", what, cure)


def _about(hint: Hint, questionnaire: Questionnaire) -> Iterator[Complaint]:
    asked = hint.when.questions | ({hint.over} if hint.over else set())
    for name in sorted(asked | set(hint.questions)):
        if name not in questionnaire:
            cure = suggestion(name, sorted(questionnaire.placed))
            yield _complaint("hint-unknown-question", hint, f"“{name}” is never asked.", cure)
        elif questionnaire.is_private(name):
            yield _complaint("hint-private", hint, f"“{name}” is private.", "Leave this hint out.")
        elif (group := questionnaire.group_of(name)) is not None and group.id != hint.over:
            cure = f"Write `over: {group.id}`."
            yield _complaint("hint-outside-list", hint, f"“{name}” is asked of each one on a list.", cure)
    for condition in named_options(hint.when):
        yield from _options(hint, condition, questionnaire)
    if len(set(hint.questions)) < LEAST_QUESTIONS or not set(hint.questions) <= asked:
        what = "It does not lead to two of the questions that it looks at."
        yield _complaint("hint-leads-nowhere", hint, what, "Name under `questions:` two or more of those in `when:`.")


def _options(hint: Hint, condition: AnyOf, questionnaire: Questionnaire) -> Iterator[Complaint]:
    asked = questionnaire.find(condition.question) if condition.question in questionnaire else None
    if isinstance(asked, Group | None):
        return
    offered = answers_offered(asked)
    for value in condition.values:
        if value in DOUBT:
            yield _complaint("hint-of-doubt", hint, f"It looks for “{value}”.", "Take that answer out.")
        elif value not in offered:
            what = f"“{condition.question}” does not offer “{value}”."
            yield _complaint("hint-unknown-option", hint, what, suggestion(value, sorted(offered)))
