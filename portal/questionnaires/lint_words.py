"""Rules about what a published questionnaire says, shows and offers beside its questions."""

from __future__ import annotations

from collections.abc import Iterator

from portal.questionnaires.model import Group, Questionnaire
from portal.questionnaires.rules import Found, RuleBook, about, questions

WORDS: RuleBook[Questionnaire] = RuleBook()


@WORDS.rule("missing-why", "Each question says why it is asked.")
def missing_why(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find questions and groups without a reason."""
    for section in questionnaire.sections:
        for question, group in section.each():
            if question.why is None and group is None:
                yield about(question, "It does not say why we ask.", "Add `why:` with what the answer is used for.")


@WORDS.rule("missing-picture", "Each section, question and option has a picture for Easy Read.")
def missing_picture(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find what Easy Read would show without a picture."""
    for section in questionnaire.sections:
        for each in (section, *(question for question, _ in section.each())):
            if each.picture is None:
                yield about(each, "It has no picture.", "Add `picture:` with a name from pictures.yaml.")
    for question in questions(questionnaire):
        bare = [option.id for option in question.options if option.picture is None and option.id not in {"yes", "no"}]
        if bare:
            what = f"The option `{bare[0]}` has no picture."
            yield about(question, what, "Add `picture:` with a name from pictures.yaml.")


@WORDS.rule("same-picture", "No two options of a question have the same picture.")
def same_picture(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find options whose pictures say nothing about the difference."""
    for question in questions(questionnaire):
        used = [option.picture for option in question.options if option.picture]
        same = sorted({picture for picture in used if used.count(picture) > 1})
        if same:
            yield about(question, f"Two options have the picture `{same[0]}`.", "Give one of them another.")


@WORDS.rule("group-without-words", "A group has words for adding an item and for an item without a name.")
def group_without_words(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find groups whose list page would have bare buttons."""
    for section in questionnaire.sections:
        for group in section.questions:
            if isinstance(group, Group) and not (group.add and group.item):
                yield about(group, "It does not say what is added.", "Add `add:` and `item:`.")


@WORDS.rule("no-way-out", "A question that need not be answered exactly can be answered with doubt, or left out.")
def no_way_out(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find questions about what a person may not know that offer no way on."""
    for question in questions(questionnaire):
        stuck = not question.instead and not question.optional
        if stuck and (question.kind.is_number or question.kind.is_written):
            yield about(question, "Who does not know cannot go on.", "Add `special:`, `not_applicable:` or `optional`.")
