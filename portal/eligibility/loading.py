"""Loads an eligibility file, or says everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from portal.conditions import Condition, read_condition
from portal.eligibility.model import LAWS, EligibilityTest, Ground, Outcome, Outcomes, Part, Source
from portal.files import Complaint, ContentError, Node, Reader, read_yaml, suggestion
from portal.words import Text, text_at, text_or_none


def load(path: Path | str) -> EligibilityTest:
    """Return the test of a file. Raises `ContentError` with every complaint."""
    test, complaints = read(path)
    if complaints:
        raise ContentError(sorted(complaints, key=lambda each: each.line))
    return test


def read(path: Path | str) -> tuple[EligibilityTest, list[Complaint]]:
    """Return the test of a file as far as it can be understood, with what cannot.

    Raises `ContentError` where the file is no YAML at all.
    """
    complaints: list[Complaint] = []
    return read_test(read_yaml(path), complaints), complaints


def read_test(node: Node, complaints: list[Complaint]) -> EligibilityTest:
    """Return the test written at a node."""
    reader = Reader(node, complaints, "eligibility")
    test_id = reader.text("id")
    root = f"{test_id}/eligibility"
    whose = reader.one_of("whose", list(LAWS), "adult")
    test = EligibilityTest(
        id=test_id,
        mark=node.mark,
        whose=whose,
        source=_source(reader),
        cause=_part(reader, LAWS[whose].cause, root),
        health=_part(reader, "health", root) if LAWS[whose].health else None,
        outcomes=_outcomes(reader, root),
        impact=_part(reader, "impact", root),
        grounds=_grounds(reader, root),
        advice=text_or_none(reader, "advice", f"{root}/advice"),
    )
    reader.finish()
    return test


def _source(reader: Reader) -> Source:
    inner = _inner(reader, "source")
    source = Source(inner.text("title"), inner.text("address"), inner.day("checked"))
    inner.finish()
    return source


def _inner(reader: Reader, name: str) -> Reader:
    """Return the reader of a field that must be there; where it is not, one complaint and an empty stand-in."""
    node = reader.required(name)
    return Reader(node, reader.complaints, name) if node else Reader(reader.node, [], name)


def _part(reader: Reader, name: str, root: str) -> Part:
    inner = _inner(reader, name)
    title = text_at(inner, "title", f"{root}/{name}/title")
    part = Part(title, inner.mark, _condition(inner, "met"), _condition(inner, "not_met"))
    inner.finish()
    return part


def _condition(reader: Reader, name: str) -> Condition | None:
    node = reader.required(name)
    return read_condition(node, reader.complaints, reader.where) if node else None


def _outcomes(reader: Reader, root: str) -> Outcomes:
    inner = _inner(reader, "outcomes")
    outcomes = Outcomes(
        title=text_at(inner, "title", f"{root}/outcomes/title"),
        mark=inner.mark,
        needed=inner.whole("needed"),
        each=tuple(_outcome(node, inner.complaints, root) for node in inner.each("each", required=True)),
    )
    inner.finish()
    return outcomes


def _outcome(node: Node, complaints: list[Complaint], root: str) -> Outcome:
    reader = Reader(node, complaints, "outcome")
    outcome_id = reader.text("id")
    reader.where = f"outcome {outcome_id}"
    title = text_at(reader, "title", f"{root}/outcomes/{outcome_id}/title")
    grounds = (_ground(each, reader) for each in reader.each("unable", required=True))
    unable = tuple(found for found in grounds if found)
    outcome = Outcome(outcome_id, title, node.mark, unable, _condition(reader, "able"))
    reader.finish()
    return outcome


def _ground(node: Node, reader: Reader) -> tuple[Ground, Condition] | None:
    inner = Reader(node, reader.complaints, reader.where)
    ground = inner.text("ground")
    condition = _condition(inner, "when")
    inner.finish()
    return (found, condition) if (found := _known_ground(inner, ground, node)) and condition else None


def _known_ground(reader: Reader, name: str, node: Node) -> Ground | None:
    grounds = [each.value for each in Ground]
    if name in grounds:
        return Ground(name)
    if name:
        reader.complain("ground-unknown", f"The law knows no ground `{name}`.", suggestion(name, grounds), node)
    return None


def _grounds(reader: Reader, root: str) -> dict[Ground, Text]:
    inner = _inner(reader, "grounds")
    found: dict[Ground, Text] = {}
    for name in inner.names if reader.at("grounds") else ():
        node = inner.at(name)
        ground = _known_ground(inner, name, node or inner.node)
        if ground:
            found[ground] = text_at(inner, name, f"{root}/grounds/{ground}")
    return found
