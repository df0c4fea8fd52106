"""Every rule for questionnaires by its code, and all complaints about one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from portal.files import Complaint, suggestion
from portal.questionnaires.lint_sense import SENSE
from portal.questionnaires.lint_texts import TEXTS
from portal.questionnaires.lint_words import WORDS
from portal.questionnaires.model import Question, Questionnaire
from portal.questionnaires.structure import STRUCTURE
from portal.questionnaires.texts import Written, texts_of

READING: Mapping[str, str] = {
    "repeated-field": "A field stands once.",
    "unknown-field": "Every field is one that something reads.",
    "missing-field": "A field that is needed is there.",
    "wrong-kind": "A value has the kind that belongs there.",
    "unknown-value": "A value is one of those allowed.",
    "untidy-id": "An id has small letters, digits and hyphens.",
    "nested-group": "A group stands in no group.",
    "unclear-condition": "A condition says one thing, from the closed set.",
    "unclear-check": "A check either adds up or compares an order.",
}
"""What is complained of while a file is read."""

PICTURES: Mapping[str, str] = {"unknown-picture": "A picture is one of those in pictures.yaml."}

RULES: Mapping[str, str] = {
    **READING,
    **PICTURES,
    **{rule.code: rule.sentence for book in (STRUCTURE, SENSE, WORDS) for rule in book.rules.values()},
    **{rule.code: rule.sentence for rule in TEXTS.rules.values()},
}
"""The sentence of every rule by its code."""


def lint(questionnaire: Questionnaire, pictures: Collection[str] | None = None) -> list[Complaint]:
    """Return every complaint about a questionnaire that was read; `pictures` are the names that may be used.

    Sense is looked at only where the structure is sound; wording only where the questionnaire is published.
    """
    complaints = STRUCTURE.complaints(questionnaire)
    if not complaints:
        complaints += SENSE.complaints(questionnaire)
    if questionnaire.published:
        complaints += WORDS.complaints(questionnaire)
        complaints += lint_texts(tuple(texts_of(questionnaire)))
    if pictures is not None:
        complaints += _unknown_pictures(questionnaire, pictures)
    return sorted(complaints, key=lambda each: each.line)


def lint_texts(texts: Sequence[Written]) -> list[Complaint]:
    """Return every complaint about the wording of texts, whichever content file they stand in."""
    return TEXTS.complaints(texts)


def _unknown_pictures(questionnaire: Questionnaire, pictures: Collection[str]) -> Iterator[Complaint]:
    used = [(section.picture, section.mark, f"section {section.id}") for section in questionnaire.sections]
    for each in (placed.question for placed in questionnaire.placed.values()):
        used.append((each.picture, each.mark, f"question {each.id}"))
        options = each.options if isinstance(each, Question) else ()
        used += [(option.picture, each.mark, f"question {each.id}, option {option.id}") for option in options]
    for picture, mark, where in used:
        if picture is not None and picture not in pictures:
            what = f"There is no picture `{picture}`."
            yield Complaint("unknown-picture", mark.file, mark.line, where, what, suggestion(picture, sorted(pictures)))
