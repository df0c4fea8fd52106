"""Owns reading answers from a file, as the scheme that counts them knows them."""

from collections.abc import Mapping
from datetime import date

from portal.allocation.parts import Input
from portal.answers import Answer, Facts, Missing
from portal.files import Complaint, ContentError, Node, suggestion

Given = dict[str, "Answer | tuple[Facts, ...]"]


def read_facts(node: Node, inputs: Mapping[str, Input], where: str) -> tuple[Given, list[Complaint]]:
    """The answers at a node by the ids of their questions, with complaints about those that cannot be."""
    facts: Given = {}
    complaints: list[Complaint] = []
    for name, inner in node.fields().items():
        try:
            facts[name] = _answer(inner, name, inputs, where, complaints)
        except ContentError as error:
            complaints.extend(error.complaints)
    return facts, complaints


def _answer(
    node: Node, name: str, inputs: Mapping[str, Input], where: str, complaints: list[Complaint]
) -> Answer | tuple[Facts, ...]:
    known = inputs.get(name)
    if known is None:
        what, cure = f"The scheme counts no answer “{name}”.", suggestion(name, sorted(inputs))
        complaints.append(node.complaint("unknown-answer", where, what, cure))
        return Missing.UNANSWERED
    if node.is_list and known.kind == "group":
        items = [read_facts(item, inputs, where) for item in node.items()]
        complaints.extend(each for _, found in items for each in found)
        return tuple(facts for facts, _ in items)
    if node.is_list:
        return tuple(one.text() for one in node.items())
    words = node.text()
    if words in set(Missing):
        return Missing(words)
    return _value(node, words, known)


def _value(node: Node, words: str, known: Input) -> Answer:
    """One value of the kind that is counted."""
    in_between = known.kind == "choice" and words not in known.options and known.in_steps_of is not None
    if known.kind == "number" or in_between:
        return node.decimal()
    if known.kind == "date":
        return node.day()
    if known.kind == "choices":
        return (words,)
    return _number_or_words(node, words) if known.kind in {"any", "any-number"} else words


def _number_or_words(node: Node, words: str) -> Answer:
    try:
        return node.decimal()
    except ContentError:
        return words


def not_offered(facts: Facts, inputs: Mapping[str, Input]) -> dict[str, str]:
    """Answers that a declared input does not offer, each with its cure: for what is typed by hand."""
    found = {}
    for name, answer in facts.items():
        known = inputs.get(name)
        if known is None or isinstance(answer, Missing | date) or not known.options:
            continue
        for one in answer if isinstance(answer, tuple) else (answer,):
            if isinstance(one, str) and one not in known.options:
                found[name] = f"“{one}” is no answer to it. {suggestion(one, list(known.options))}"
    return found
