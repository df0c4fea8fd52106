"""Rules about what is asked of whom: nothing in vain, nothing private given away, nothing to stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.conditions import Not
from portal.questionnaires.checks import SumCheck
from portal.questionnaires.model import Group, Kind, Question, Questionnaire
from portal.questionnaires.reach import can_hold
from portal.questionnaires.rules import Found, RuleBook, about, conditions, questions
from portal.questionnaires.texts import texts_of
from portal.words import Transform, Wording, placeholders, unknown_transform

SENSE: RuleBook[Questionnaire] = RuleBook()


@SENSE.rule("contradictory-condition", "A condition can hold.")
def contradictory_condition(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find conditions that no answers fulfil."""
    for owner, condition in conditions(questionnaire):
        freely = can_hold(questionnaire, [condition], asked_freely=True)
        if not freely and not can_hold(questionnaire, [condition]):  # a question that is not asked can fulfil a `not`
            yield about(
                owner, f"No answers make “{condition.describe()}” true.", "Use `any` in place of `all`, or mend it."
            )


@SENSE.rule("unreachable-question", "A question can be asked of somebody.")
def unreachable_question(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find questions whose condition waits for what is only asked of others."""
    for section in questionnaire.sections:
        for question, group in section.each():
            wanted = [each.ask_when for each in (section, group, question) if each and each.ask_when]
            alone = question.ask_when is None or can_hold(questionnaire, [question.ask_when], asked_freely=True)
            if (
                question.ask_when
                and alone
                and _section_can_open(questionnaire, section.id)
                and not can_hold(questionnaire, wanted)
            ):
                what = "Nobody is ever asked this: its condition waits for answers that the way to it rules out."
                yield about(question, what, "Look at the conditions of the questions it waits for.")


@SENSE.rule("asked-of-nobody", "A section can be asked of somebody.")
def asked_of_nobody(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find sections that nobody comes to."""
    for section in questionnaire.sections:
        alone = section.ask_when is None or can_hold(questionnaire, [section.ask_when], asked_freely=True)
        if alone and not _section_can_open(questionnaire, section.id):
            what = "Nobody ever comes here: its condition waits for answers that the way to it rules out."
            yield about(section, what, "Look at the conditions of the questions it waits for.")


def _section_can_open(questionnaire: Questionnaire, section_id: str) -> bool:
    condition = questionnaire.section_by_id[section_id].ask_when
    return condition is None or can_hold(questionnaire, [condition])


@SENSE.rule("needless-condition", "A condition can also fail; otherwise it is not needed.")
def needless_condition(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find conditions that hold whatever is answered."""
    for owner, condition in conditions(questionnaire):
        if not can_hold(questionnaire, [Not(condition)]):
            yield about(owner, f"“{condition.describe()}” is always true.", "Take `ask_when` out, or mend it.")


@SENSE.rule("single-option", "A choice has at least two options.")
def single_option(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find choices that are none."""
    for question in questions(questionnaire):
        if len(question.options) == 1:
            yield about(question, "There is only one option.", "Add another, or ask it as yes or no.")


@SENSE.rule("exclusive-not-last", "An option like “none of these” stands last, among several choices only.")
def exclusive_not_last(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find exclusive options in the middle, or where only one can be picked anyway."""
    for question in questions(questionnaire):
        marks = [option.exclusive for option in question.options]
        if any(marks) and question.kind is not Kind.CHOICES:
            yield about(question, "`exclusive` says nothing where only one can be picked.", "Take `exclusive` out.")
        elif marks != sorted(marks):
            yield about(question, "An exclusive option stands before others.", "Move it to the end.")


@SENSE.rule("calm-without-reason", "Only an option of a private question is calm, and not every one.")
def calm_without_reason(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find calm options where nobody would be called, or where nobody could be."""
    for question in questions(questionnaire):
        marks = [option.calm for option in question.options]
        if any(marks) and not questionnaire.is_private(question.id):
            yield about(question, "`calm` says nothing where the answer is not private.", "Take `calm` out.")
        elif marks and all(marks):
            yield about(question, "Every answer is calm, so nobody learns of any.", "Take `calm` out of some.")


@SENSE.rule("text-without-limit", "A written answer has a stated limit.")
def text_without_limit(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find free texts that do not say how long they may be."""
    for question in questions(questionnaire):
        if question.kind.is_written and question.most is None:
            yield about(question, "It does not say how long the answer may be.", "Add `most:` with the characters.")


@SENSE.rule("private-question-in-check", "A check looks at nothing that is private to the person.")
def private_question_in_check(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find checks whose message would give a private answer away."""
    public = questionnaire.without_private()
    for check in questionnaire.checks:
        for question in dict.fromkeys(check.questions):
            if question not in public and check.at in public:
                what = f"Its message would tell something about `{question}`, which is private."
                yield about(check, what, "Leave the private question out of the check.")


@SENSE.rule("private-question-in-condition", "What is asked of all does not depend on what is private.")
def private_question_in_condition(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find questions whose being asked would give a private answer away."""
    public = questionnaire.without_private()
    for owner, condition in conditions(questionnaire):
        shown = owner.id in public or owner.id in public.section_by_id
        for question in sorted(condition.questions - public.placed.keys()):
            if shown:
                what = f"Whether it is asked would tell something about `{question}`, which is private."
                yield about(owner, what, "Mark it private too, or ask another question first.")


@SENSE.rule("private-answer-in-text", "A private answer is put into no text that others read.")
def private_answer_in_text(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find texts that would show a private answer to a helper."""
    public = questionnaire.without_private()
    for written in texts_of(questionnaire):
        for words in (words for _, words in written.text.messages()):
            for place in placeholders(words):
                shown = written.question is None or written.question in public
                if shown and place.question in questionnaire and place.question not in public:
                    what = f"It shows the answer to `{place.question}`, which is private."
                    yield Found(written.mark, written.where, what, "Take the placeholder out.")


@SENSE.rule("unknown-placeholder", "A placeholder names a question of this file.")
def unknown_placeholder(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find placeholders that nothing can fill."""
    for written in texts_of(questionnaire):
        for place in {place: None for _, words in written.text.messages() for place in placeholders(words)}:
            if place.question not in questionnaire:
                what = f"`{{{place.question}}}` names no question."
                yield Found(written.mark, written.where, what, "Write the id of an earlier question, or no brackets.")


@SENSE.rule("forward-placeholder", "A placeholder names an earlier question, or one of the same item.")
def forward_placeholder(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find placeholders whose answer is not yet given when the text is read."""
    placed = questionnaire.placed
    for written in texts_of(questionnaire):
        here = placed.get(written.question or "")
        for place in {place: None for _, words in written.text.messages() for place in placeholders(words)}:
            there = placed.get(place.question)
            if there is None or (here is None and there.section.first and there.group is None):
                continue
            is_check = ", message" in written.where
            late = here is None or there.position > here.position or (there is here and not is_check)
            if late or (there.group is not None and here and there.group is not here.group):
                what = f"`{place.question}` is not yet answered where this is read."
                yield Found(written.mark, written.where, what, "Name an earlier question, or move the text.")


@SENSE.rule("unknown-transform", "A placeholder is changed only in a way that exists and suits the answer.")
def unknown_transform_in_text(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find placeholders with a transform that does not exist or does not suit the kind of answer."""
    for written in texts_of(questionnaire):
        for place in {place: None for _, words in written.text.messages() for place in placeholders(words)}:
            cure = unknown_transform(place)
            kind = questionnaire.find(place.question).kind if place.question in questionnaire else None
            if cure:
                yield Found(written.mark, written.where, f"There is no `|{place.transform}`.", cure)
            elif kind and kind not in SUITS.get(Transform(place.transform), frozenset(Kind)):
                what = f"`|{place.transform}` does not suit `{place.question}`, which has the kind {kind}."
                yield Found(written.mark, written.where, what, "Use another transform or another question.")


SUITS = {
    Transform.COUNT: frozenset({Kind.GROUP, Kind.CHOICES, Kind.WHOLE_NUMBER}),
    Transform.OPTION: frozenset({Kind.CHOICE, Kind.CHOICES, Kind.YES_NO}),
    Transform.MONEY: frozenset({Kind.MONEY}),
    Transform.DATE: frozenset({Kind.DATE}),
    Transform.FIRST_WORD: frozenset({Kind.NAME, Kind.TEXT}),
    Transform.AS_TYPED: frozenset(Kind) - {Kind.GROUP, Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.DATE, Kind.MONEY},
}

MARKUP = re.compile(r"</?[a-z!][^>]*>|&[a-z]+;|&#[0-9]+;|\]\(|\*\*", re.IGNORECASE)


@SENSE.rule("html-in-text", "Texts are plain words without HTML or Markdown.")
def html_in_text(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find markup that people would read as it stands."""
    for written in texts_of(questionnaire):
        for _, words in written.text.messages():
            found = MARKUP.search(words)
            if found:
                yield Found(written.mark, written.where, f"`{found[0]}` would be shown as it stands.", "Take it out.")


@SENSE.rule("unknown-autocomplete", "`autocomplete` is a word that browsers know, and the answer is typed.")
def unknown_autocomplete(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find autocomplete words that no browser fills."""
    for question in questions(questionnaire):
        if question.autocomplete is not None and question.autocomplete not in AUTOCOMPLETE:
            what = f"Browsers do not know `{question.autocomplete}`."
            yield about(question, what, "Use one of: " + ", ".join(sorted(AUTOCOMPLETE)) + ".")


AUTOCOMPLETE = frozenset(
    {"name", "given-name", "additional-name", "family-name", "nickname", "honorific-prefix", "bday", "sex", "email"}
    | {"tel", "postal-code", "street-address", "address-line1", "address-line2", "address-level2", "organization"}
)
"""Field names of the HTML standard, section 4.10.18.7 (Autofill), for what people are asked here."""


@SENSE.rule("same-option-text", "No two options of a question read the same in any wording.")
def same_option_text(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find options that cannot be told apart."""
    for question in questions(questionnaire):
        for wording in Wording:
            read = [option.text.in_wording(wording).casefold() for option in question.options]
            same = sorted({words for words in read if read.count(words) > 1})
            if same:
                what = f"Two options read “{same[0]}” in the wording {wording}."
                yield about(question, what, "Write what tells them apart.")
                break


@SENSE.rule("sum-of-one", "A sum adds up more than one number, or one over the items of a group.")
def sum_of_one(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find sums that a limit of the question would do as well."""
    for check in questionnaire.checks:
        if (
            isinstance(check, SumCheck)
            and not check.at_most_question
            and len(check.terms) == 1
            and not check.terms[0].over
        ):
            yield about(check, "It adds up a single number.", "Give the question `at_most:` instead.")


@SENSE.rule("group-named-by-choice", "An item is named by words that the person types.")
def group_named_by_choice(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find groups whose items would be named by a number or a tick."""
    for section in questionnaire.sections:
        for group in section.questions:
            if isinstance(group, Group) and group.named_by in {each.id for each in group.questions}:
                naming = questionnaire.find(group.named_by or "")
                if isinstance(naming, Question) and naming.kind not in {Kind.NAME, Kind.TEXT, Kind.CHOICE}:
                    what = f"`{naming.id}` has the kind {naming.kind} and names nothing."
                    yield about(group, what, "Name items by a question of the kind name, text or choice.")
