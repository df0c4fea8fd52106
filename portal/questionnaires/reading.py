"""Turns the fields of a questionnaire file into the model, one complaint for each thing that cannot be understood."""

from __future__ import annotations

from decimal import Decimal

from portal.answers import GIVEN_INSTEAD, Missing
from portal.conditions import Condition, read_condition
from portal.files import Complaint, Node, Reader
from portal.questionnaires.checks import Check, OrderCheck, SumCheck, Term
from portal.questionnaires.model import (
    TODAY,
    Group,
    Kind,
    Limit,
    Option,
    Question,
    Questionnaire,
    Section,
)
from portal.words import Text, text_at, text_fields, text_or_none

YES_NO = (
    Option("yes", Text("answers/yes/text", "Yes"), picture="yes"),
    Option("no", Text("answers/no/text", "No"), picture="no"),
)
SPECIAL = tuple(each.value for each in GIVEN_INSTEAD[:2])


def read_questionnaire(node: Node, complaints: list[Complaint]) -> Questionnaire:
    """Return the questionnaire written in a file; where something is missing a harmless stand-in takes its place."""
    reader = Reader(node, complaints, "questionnaire")
    root = read_id(reader, "questionnaire")
    questionnaire = Questionnaire(
        id=root,
        title=text_at(reader, "title", f"{root}/title"),
        mark=node.mark,
        published=reader.flag("published"),
        sections=tuple(_section(each, root, complaints) for each in reader.each("sections", required=True)),
        checks=tuple(found for each in reader.each("checks") if (found := _check(each, root, complaints))),
        renamed=_renamed(reader),
    )
    reader.finish()
    return questionnaire


def read_id(reader: Reader, what: str) -> str:
    """Return the id of these fields, and name it in every complaint that follows."""
    found = reader.text("id")
    reader.keep_tidy(found, reader.at("id"))
    reader.where = f"{what} {found}" if found else what
    return found


def _section(node: Node, root: str, complaints: list[Complaint]) -> Section:
    reader = Reader(node, complaints, "section")
    section_id = read_id(reader, "section")
    section = Section(
        id=section_id,
        title=text_at(reader, "title", f"{root}/sections/{section_id}/title"),
        mark=node.mark,
        questions=tuple(_question(each, root, complaints) for each in reader.each("questions", required=True)),
        picture=reader.text_or_none("picture"),
        first=reader.flag("first"),
        private=reader.flag("private"),
        ask_when=_condition(reader),
    )
    reader.finish()
    return section


def _question(node: Node, root: str, complaints: list[Complaint]) -> Question | Group:
    reader = Reader(node, complaints, "question")
    question_id = read_id(reader, "question")
    kind = Kind(reader.one_of("kind", list(Kind)))
    key = f"{root}/{question_id}"
    found = _group(reader, question_id, root, key) if kind is Kind.GROUP else _plain(reader, question_id, kind, key)
    reader.finish()
    return found


def _plain(reader: Reader, question_id: str, kind: Kind, key: str) -> Question:
    return Question(
        id=question_id,
        kind=kind,
        text=text_fields(reader, f"{key}/text"),
        mark=reader.mark,
        why=text_or_none(reader, "why", f"{key}/why"),
        hint=text_or_none(reader, "hint", f"{key}/hint"),
        example=text_or_none(reader, "example", f"{key}/example"),
        picture=reader.text_or_none("picture"),
        ask_when=_condition(reader),
        optional=reader.flag("optional"),
        special=_special(reader),
        not_applicable=text_or_none(reader, "not_applicable", f"{key}/not_applicable"),
        private=reader.flag("private"),
        options=_options(reader, kind, key) if kind.has_options else (),
        at_least=_limit(reader, "at_least", kind),
        at_most=_limit(reader, "at_most", kind),
        most=reader.whole_or_none("most") if kind.is_written else None,
        unit=text_or_none(reader, "unit", f"{key}/unit") if kind.is_number else None,
        autocomplete=reader.text_or_none("autocomplete"),
    )


def _group(reader: Reader, group_id: str, root: str, key: str) -> Group:
    return Group(
        id=group_id,
        text=text_fields(reader, f"{key}/text"),
        mark=reader.mark,
        questions=tuple(_inner_questions(reader, root)),
        add=text_or_none(reader, "add", f"{key}/add"),
        item=text_or_none(reader, "item", f"{key}/item"),
        named_by=reader.text_or_none("named_by"),
        most=reader.whole_or_none("most"),
        why=text_or_none(reader, "why", f"{key}/why"),
        hint=text_or_none(reader, "hint", f"{key}/hint"),
        example=text_or_none(reader, "example", f"{key}/example"),
        picture=reader.text_or_none("picture"),
        ask_when=_condition(reader),
        private=reader.flag("private"),
    )


def _inner_questions(reader: Reader, root: str) -> list[Question]:
    found = []
    for node in reader.each("questions", required=True):
        inner = _question(node, root, reader.complaints)
        if isinstance(inner, Question):
            found.append(inner)
        else:
            what = f"The group `{inner.id}` stands inside a group."
            reader.complain("nested-group", what, "Groups go one level deep; move it out of this group.", node)
    return found


def _options(reader: Reader, kind: Kind, key: str) -> tuple[Option, ...]:
    if reader.at("options") is None and kind is Kind.YES_NO:
        return YES_NO
    options = []
    for node in reader.each("options", required=True):
        inner = Reader(node, reader.complaints, reader.where)
        option_id = inner.text("id")
        inner.where = f"{reader.where}, option {option_id}"
        option_key = f"{key}/options/{option_id}"
        options.append(
            Option(
                id=option_id,
                text=text_fields(inner, f"{option_key}/text"),
                hint=text_or_none(inner, "hint", f"{option_key}/hint"),
                picture=inner.text_or_none("picture"),
                exclusive=inner.flag("exclusive"),
                calm=inner.flag("calm"),
            )
        )
        inner.finish()
    return tuple(options)


def _special(reader: Reader) -> tuple[Missing, ...]:
    if reader.at("special") is None:
        return GIVEN_INSTEAD[:2]
    found = reader.texts("special")
    for words in found:
        if words not in SPECIAL:
            cure = f"Use {' or '.join(SPECIAL)}; for “does not apply” write `not_applicable: …`."
            reader.complain("unknown-value", f"`{words}` is not a special answer.", cure, reader.at("special"))
    return tuple(Missing(words) for words in found if words in SPECIAL)


def _condition(reader: Reader) -> Condition | None:
    node = reader.at("ask_when")
    return None if node is None else read_condition(node, reader.complaints, reader.where)


def _limit(reader: Reader, name: str, kind: Kind) -> Limit | None:
    if kind.is_number:
        return reader.decimal_or_none(name)
    if kind is not Kind.DATE:
        return None
    node = reader.at(name)
    if node is not None and not node.is_list and not node.has_fields and not node.is_empty and node.text() == TODAY:
        return TODAY
    return reader.day_or_none(name)


def _renamed(reader: Reader) -> tuple[tuple[str, str], ...]:
    inner = reader.inner("renamed")
    if inner is None:
        return ()
    return tuple((old, inner.text(old)) for old in inner.names)


def _check(node: Node, root: str, complaints: list[Complaint]) -> Check | None:
    reader = Reader(node, complaints, "check")
    check_id = read_id(reader, "check")
    at = reader.text("at")
    message = text_at(reader, "message", f"{root}/checks/{check_id}/message")
    found: Check | None = None
    if ("sum" in reader) == ("order" in reader):
        for name in ("sum", "order", "at_most"):
            reader.at(name)
        cure = "Write `sum: [...]` with `at_most:`, or `order: [...]`."
        reader.complain("unclear-check", "A check either adds up or compares an order.", cure)
    elif "sum" in reader:
        at_most, question = _most_of_sum(reader)
        terms = tuple(_term(each, reader) for each in reader.each("sum"))
        found = SumCheck(check_id, at, message, node.mark, terms, at_most, question)
    else:
        found = OrderCheck(check_id, at, message, node.mark, reader.texts("order"))
    reader.finish()
    return found


def _most_of_sum(reader: Reader) -> tuple[Decimal | None, str | None]:
    node = reader.required("at_most")
    if node is None:
        return None, None
    if not node.has_fields:
        return reader.decimal_or_none("at_most"), None
    inner = Reader(node, reader.complaints, reader.where)
    question = inner.text("question")
    inner.finish()
    return None, question


def _term(node: Node, reader: Reader) -> Term:
    inner = Reader(node, reader.complaints, reader.where)
    term = Term(inner.text("question"), inner.text_or_none("over"))
    inner.finish()
    return term
