"""The JSON Schema that editors use says of a questionnaire what the loader says, and can be no second truth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal.answers import Missing
from portal.conditions import ASKED, JOINED
from portal.files import Complaint, parse_yaml
from portal.files.reader import TIDY_ID
from portal.questionnaires.model import Kind
from portal.questionnaires.reading import SPECIAL, read_questionnaire
from portal.words import WORDING_FIELDS
from tests.content.plain import checker, faults, named_schema, plain
from tests.frame.checkouts import ROOT
from tests.questionnaires.samples import SAMPLE

NAME = "questionnaire.schema.json"
FILES = sorted(ROOT.glob("questionnaires/**/questionnaire.yaml"))
SCHEMA: dict[str, Any] = dict(checker(NAME).schema)
UNHEARD_OF = "zzqqxx"


def complaints_about(words: str) -> list[Complaint]:
    complaints: list[Complaint] = []
    read_questionnaire(parse_yaml(words, "q.yaml"), complaints)
    return complaints


def fields_the_loader_knows(words: str) -> set[str]:
    """The loader's own list, which it offers to whoever writes a field that it does not know."""
    [cure] = [each.cure for each in complaints_about(words) if each.code == "unknown-field" and UNHEARD_OF in each.what]
    return set(cure.removeprefix("Use one of: ").removesuffix(".").split(", "))


def fields_the_loader_needs(words: str, line: int) -> set[str]:
    needed = [each for each in complaints_about(words) if each.code == "missing-field" and each.line == line]
    return {each.what.split("`")[1] for each in needed}


def of_question(kind: str) -> str:
    return f"sections:\n- questions:\n  - {{kind: {kind}, {UNHEARD_OF}: 1}}"


def fields_for(kind: str) -> set[str]:
    """The fields that the schema allows for one kind of question."""
    question = SCHEMA["$defs"]["question"]
    allowed = set(question["properties"])
    for rule in question["allOf"]:
        kinds = rule["if"]["properties"]["kind"]["enum"]
        if kind not in kinds:
            allowed -= {name for name, value in rule.get("else", {}).get("properties", {}).items() if value is False}
    return allowed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_each_questionnaire_agrees_with_the_schema_and_names_it(path: Any) -> None:
    assert faults(NAME, plain(path.read_text("utf-8"))) == []
    assert named_schema(path) == ROOT / "questionnaires" / NAME


@pytest.mark.parametrize("path", sorted(ROOT.glob("questionnaires/**/allocation/*.yaml")), ids=lambda path: path.stem)
def test_each_scheme_names_the_schema_of_schemes(path: Any) -> None:
    assert named_schema(path) == ROOT / "questionnaires" / "allocation.schema.json"


def test_a_questionnaire_with_every_kind_of_thing_agrees_with_the_schema() -> None:
    assert faults(NAME, plain(SAMPLE.read_text("utf-8"))) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.GROUP])
def test_schema_and_loader_know_the_same_fields_of_each_kind(kind: Kind) -> None:
    assert fields_for(kind.value) == fields_the_loader_knows(of_question(kind.value))


def test_schema_and_loader_know_the_same_kinds() -> None:
    definitions = SCHEMA["$defs"]
    kinds = {
        *definitions["question"]["properties"]["kind"]["enum"],
        definitions["group"]["properties"]["kind"]["const"],
    }
    assert kinds == set(Kind)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("group", of_question("group")),
        ("section", f"sections: [{{{UNHEARD_OF}: 1}}]"),
        ("option", f"sections: [{{questions: [{{kind: choice, options: [{{{UNHEARD_OF}: 1}}]}}]}}]"),
        ("check", f"checks: [{{sum: [], at_most: 1, {UNHEARD_OF}: 1}}]"),
        ("check", f"checks: [{{order: [], {UNHEARD_OF}: 1}}]"),
        ("term", f"checks: [{{sum: [{{{UNHEARD_OF}: 1}}], at_most: 1}}]"),
    ],
)
def test_schema_and_loader_know_the_same_fields_elsewhere(place: str, words: str) -> None:
    known = fields_the_loader_knows(words)
    allowed = set(SCHEMA["$defs"][place]["properties"])
    if place == "check":
        allowed -= {"order"} if "sum: [" in words else {"sum", "at_most"}
    assert allowed == known


def test_schema_and_loader_know_the_same_fields_of_the_whole() -> None:
    assert set(SCHEMA["properties"]) == fields_the_loader_knows(f"{UNHEARD_OF}: 1")


def test_schema_and_loader_need_the_same_fields() -> None:
    definitions = SCHEMA["$defs"]
    assert set(SCHEMA["required"]) == fields_the_loader_needs("published: true", 1)
    assert set(definitions["section"]["required"]) == fields_the_loader_needs("sections:\n- first: true", 2)
    assert set(definitions["question"]["required"]) == fields_the_loader_needs(
        "sections:\n- questions:\n  - kind: text", 3
    ) | {"kind"}
    assert set(definitions["group"]["required"]) - {"kind"} == fields_the_loader_needs(
        "sections:\n- questions:\n  - kind: group", 3
    )
    assert set(definitions["option"]["required"]) == fields_the_loader_needs(
        "sections:\n- questions:\n  - kind: choice\n    options:\n    - exclusive: true", 5
    )


def test_schema_and_loader_know_the_same_conditions_wordings_and_special_answers() -> None:
    leaf, *joined = SCHEMA["$defs"]["condition"]["anyOf"]
    assert set(leaf["properties"]) == {"question", *ASKED}
    assert {name for each in joined for name in each["properties"]} == set(JOINED)
    assert set(SCHEMA["$defs"]["text"]["anyOf"][1]["properties"]) == set(WORDING_FIELDS)
    assert SCHEMA["$defs"]["id"]["pattern"] == f"^{TIDY_ID.pattern}$"
    assert tuple(SCHEMA["$defs"]["question"]["properties"]["special"]["items"]["enum"]) == SPECIAL
    assert set(SCHEMA["$defs"]["option"]["properties"]["id"]["not"]["enum"]) == set(Missing)


def first_question(document: Any) -> Any:
    return document["sections"][1]["questions"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda q: q.pop("id"),
        lambda q: q.pop("sections"),
        lambda q: q.update(titel="A"),
        lambda q: q.update(published="yes"),
        lambda q: q["sections"][1].pop("questions"),
        lambda q: q["sections"][1].update(questions=[]),
        lambda q: q["sections"][1].update(askwhen={}),
        lambda q: first_question(q).update(kind="choise"),
        lambda q: first_question(q).update(id="Washing You"),
        lambda q: first_question(q).update(most=10),
        lambda q: first_question(q).pop("options"),
        lambda q: first_question(q).pop("text"),
        lambda q: first_question(q).update(text=None),
        lambda q: first_question(q).update(special=["maybe"]),
        lambda q: first_question(q)["options"][0].update(id="not-sure"),
        lambda q: first_question(q)["options"][0].update(exclusive="no"),
        lambda q: first_question(q).update(ask_when={"question": "who"}),
        lambda q: first_question(q).update(ask_when="who is yes"),
        lambda q: first_question(q).update(ask_when={"all": []}),
        lambda q: first_question(q).update(ask_when={"question": "who", "equals": "yes"}),
        lambda q: first_question(q).update(ask_when={"not": {"question": "who", "is": "yes"}, "question": "who"}),
        lambda q: first_question(q).update(why={"easy": "To know."}),
        lambda q: q["sections"][2]["questions"][0].update(options=[]),
        lambda q: q["sections"][2]["questions"][0]["questions"][0].update(kind="group"),
        lambda q: q["sections"][2]["questions"][1].update(at_most="tomorrow"),
        lambda q: q["checks"][0].update(order=["a", "b"]),
        lambda q: q["checks"][0].pop("at_most"),
        lambda q: q["checks"][1].pop("message"),
        lambda q: q.update(renamed={"Old": "washing"}),
    ],
)
def test_a_spoilt_questionnaire_is_refused(spoil: Callable[[Any], object]) -> None:
    document = plain(SAMPLE.read_text("utf-8"))
    spoil(document)
    assert faults(NAME, document)
