"""Rules without which a questionnaire cannot be asked at all; loading refuses a file that breaks one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from portal.answers import Missing
from portal.conditions import SPECIAL, AnyOf, Between, leaves
from portal.files import suggestion
from portal.questionnaires.checks import OrderCheck, SumCheck
from portal.questionnaires.model import Group, Kind, Question, Questionnaire, Section
from portal.questionnaires.rules import Found, RuleBook, about, conditions, questions

STRUCTURE: RuleBook[Questionnaire] = RuleBook()


@STRUCTURE.rule("duplicate-id", "Each question, section and check has an id of its own.")
def duplicate_id(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find ids that are used twice among questions, among sections or among checks."""
    families = (
        [question for section in questionnaire.sections for question, _ in section.each()],
        list(questionnaire.sections),
        list(questionnaire.checks),
    )
    for family in families:
        first: dict[str, int] = {}
        for each in family:
            if each.id in first:
                what = f"The id `{each.id}` is taken; the first is on line {first[each.id]}."
                yield about(each, what, "Give one of them another id.")
            first.setdefault(each.id, each.mark.line)


@STRUCTURE.rule("duplicate-option", "Each option of a question has an id of its own.")
def duplicate_option(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find option ids used twice in one question."""
    for question in questions(questionnaire):
        ids = [option.id for option in question.options]
        for option_id in sorted({each for each in ids if ids.count(each) > 1}):
            yield about(question, f"The option `{option_id}` stands here twice.", "Give one of them another id.")


@STRUCTURE.rule("reserved-option", "No option has the id of a special answer.")
def reserved_option(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find options that could not be told from "not sure" and the like."""
    for question in questions(questionnaire):
        for option in question.options:
            if option.id in set(Missing):
                cure = "Take it out and use `special:` or `not_applicable:`."
                yield about(question, f"The option `{option.id}` has the name of a special answer.", cure)


@STRUCTURE.rule("no-options", "A choice has options; yes/no has exactly the options yes and no.")
def no_options(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find choices with nothing to choose."""
    for question in questions(questionnaire):
        if question.kind is Kind.YES_NO and question.option_ids != {"yes", "no"}:
            yield about(question, "The options are not yes and no.", "Take `options:` out, or use `kind: choice`.")
        elif question.kind.has_options and not question.options:
            yield about(question, "There is nothing to choose.", "Write at least two options.")


@STRUCTURE.rule("empty-section", "Each section and each group has a question.")
def empty_section(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find sections and groups without questions."""
    for section in questionnaire.sections:
        both: list[Section | Group] = [section]
        both += [question for question in section.questions if isinstance(question, Group)]
        for each in both:
            if not each.questions:
                yield about(each, "It has no questions.", "Write one, or take it out.")


@STRUCTURE.rule("first-section-not-first", "Sections marked `first` stand before all others.")
def first_section_not_first(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find sections that must be done first and stand later."""
    others = False
    for section in questionnaire.sections:
        if section.first and others:
            yield about(section, "It must be done first and stands later.", "Move it to the top, or drop `first`.")
        others = others or not section.first


@STRUCTURE.rule("unknown-question-in-condition", "A condition looks at questions of this file.")
def unknown_question_in_condition(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find conditions about questions that are not there."""
    for owner, condition in conditions(questionnaire):
        for question_id in sorted(condition.questions - questionnaire.placed.keys()):
            what = f"Its condition looks at `{question_id}`, which is not there."
            yield about(owner, what, suggestion(question_id, list(questionnaire.placed)))


@STRUCTURE.rule(
    "forward-reference", "A condition looks only at earlier questions; one about items, only at the same item."
)
def forward_reference(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find conditions that look forward, or into a group from outside."""
    placed = questionnaire.placed
    for owner, condition in conditions(questionnaire):
        if isinstance(owner, Section):
            position = min((placed[each.id].position for each in owner.questions), default=0)
            group = None
        else:
            position, group = placed[owner.id].position, placed[owner.id].group
        for question_id in sorted(condition.questions & placed.keys()):
            looked_at = placed[question_id]
            if looked_at.position >= position:
                what = f"Its condition looks at `{question_id}`, which comes later."
                yield about(owner, what, f"Move `{question_id}` before it, or ask about an earlier question.")
            elif looked_at.group is not None and looked_at.group is not group:
                what = f"Its condition looks at `{question_id}`, which is asked of each item of a group."
                yield about(owner, what, f"Look at the group `{looked_at.group.id}` (the number of items) instead.")
            elif group is not None and question_id == group.id:
                what = f"Its condition looks at its own group `{question_id}`, which is still being filled in."
                yield about(owner, what, "Look at an earlier question instead.")


@STRUCTURE.rule(
    "unknown-option-in-condition", "A condition names options and special answers that its question offers."
)
def unknown_option_in_condition(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find conditions about answers that cannot be given."""
    for owner, condition in conditions(questionnaire):
        for leaf in leaves(condition):
            question = questionnaire.find(leaf.question) if leaf.question in questionnaire else None
            if not isinstance(leaf, AnyOf) or not isinstance(question, Question):
                continue
            offered = answers_offered(question)
            for value in leaf.values:
                if value not in offered and not _is_number(value, question.kind):
                    what = f"Its condition waits for `{value}`, which `{question.id}` does not offer."
                    yield about(owner, what, suggestion(value, sorted(offered)))


def answers_counted(questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    """Return the answers by name of each question that rules outside may look at: neither private nor in a group."""
    public = questionnaire.without_private()
    return {
        placed.question.id: answers_offered(placed.question) if isinstance(placed.question, Question) else frozenset()
        for placed in public.placed.values()
        if placed.group is None
    }


def answers_offered(question: Question) -> frozenset[str]:
    """Return every answer by name that this question can have: options, special answers, blank."""
    blank = {Missing.BLANK.value} if question.optional else set()
    return question.option_ids | question.instead | blank


@STRUCTURE.rule("condition-of-wrong-kind", "Limits go with numbers, groups and several choices; options with choices.")
def condition_of_wrong_kind(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find conditions that compare what cannot be compared."""
    for owner, condition in conditions(questionnaire):
        for leaf in leaves(condition):
            if leaf.question not in questionnaire:
                continue
            kind = questionnaire.find(leaf.question).kind
            countable = kind.is_number or kind in {Kind.GROUP, Kind.CHOICES}
            if isinstance(leaf, Between) and not countable:
                yield about(owner, f"`{leaf.question}` is no number.", "Use `is` or `any_of` with its options.")
            words = {each for each in leaf.values if not _is_number(each, kind)} if isinstance(leaf, AnyOf) else set()
            if not kind.has_options and not SPECIAL.issuperset(words):
                yield about(owner, f"`{leaf.question}` has no options.", "Use `answered: true`, or at_least/at_most.")


def _is_number(value: str, kind: Kind) -> bool:
    return kind.is_number and bool(AnyOf("", (value,)).numbers)


@STRUCTURE.rule("limits-crossed", "The least is not above the most.")
def limits_crossed(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find limits that no answer can keep."""
    for question in questions(questionnaire):
        least, most = question.at_least, question.at_most
        same_kind = (isinstance(least, Decimal) and isinstance(most, Decimal)) or (
            isinstance(least, date) and isinstance(most, date)
        )
        if same_kind and least > most:  # type: ignore[operator]
            yield about(question, f"Nothing is at least {least} and at most {most}.", "Exchange them.")
    for question in questions(questionnaire):
        if question.most is not None and question.most < 1:
            yield about(question, "No answer is that short.", "Set `most:` to a number of characters above 0.")


@STRUCTURE.rule("group-without-name", "A group says which of its questions names an item.")
def group_without_name(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find groups whose items could not be told apart."""
    for section in questionnaire.sections:
        for group in section.questions:
            if not isinstance(group, Group):
                continue
            ids = [inner.id for inner in group.questions]
            if group.named_by is None:
                yield about(
                    group, "Nothing gives its items a name.", "Add `named_by:` with the id of a question in it."
                )
            elif group.named_by not in ids:
                what = f"Its items are named by `{group.named_by}`, which is not in the group."
                yield about(group, what, suggestion(group.named_by, ids))


@STRUCTURE.rule("check-of-unknown-question", "A check looks at questions and groups of this file, and is shown at one.")
def check_of_unknown_question(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find checks about questions that are not there."""
    placed = questionnaire.placed
    for check in questionnaire.checks:
        for question_id in dict.fromkeys((check.at, *check.questions)):
            if question_id not in placed:
                what = f"It looks at `{question_id}`, which is not there."
                yield about(check, what, suggestion(question_id, list(placed)))
        for term in check.terms if isinstance(check, SumCheck) else ():
            group = placed[term.question].group if term.question in placed else None
            shown_in = placed[check.at].group if check.at in placed else None
            within_item = group is not None and group is shown_in and term.over is None
            if term.question in placed and not within_item and (group.id if group else None) != term.over:
                cure = f"Write `over: {group.id}`." if group else "Take `over:` out."
                yield about(check, f"`{term.question}` is not asked over `{term.over or 'no group'}`.", cure)


@STRUCTURE.rule("check-of-a-non-number", "Sums add numbers; an order compares dates or numbers of one kind.")
def check_of_a_non_number(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find checks that add up or compare what is neither a number nor a date."""
    for check in questionnaire.checks:
        kinds = {each: questionnaire.find(each).kind for each in check.questions if each in questionnaire}
        ordered = isinstance(check, OrderCheck)
        for question_id, kind in kinds.items():
            if not (kind.is_number or (ordered and kind is Kind.DATE)):
                yield about(check, f"`{question_id}` has the kind {kind}.", "Name a question that takes a number.")
        if ordered and Kind.DATE in kinds.values() and any(kind.is_number for kind in kinds.values()):
            yield about(check, "It compares dates with numbers.", "Name questions of one kind.")


@STRUCTURE.rule("renamed-wrongly", "A renamed question has its new id in the file and not its old one.")
def renamed_wrongly(questionnaire: Questionnaire) -> Iterator[Found]:
    """Find renames that would lead answers astray."""
    for old, new in questionnaire.renamed:
        if old in questionnaire or new not in questionnaire:
            what = f"`{old}` was renamed to `{new}`."
            cure = "The old id must be gone and the new one be there; or take the line out of `renamed:`."
            yield Found(questionnaire.mark, "renamed", what, cure)
