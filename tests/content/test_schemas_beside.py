"""The JSON Schemas for the files beside the questions say what the loaders say: panel, cohorts, basis, notices, …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from portal.allocation.basis import StartsFrom, load_basis
from portal.allocation.panel import Cause
from portal.allocation.panel_loading import load_panel
from portal.cohorts import load_cohorts
from portal.eligibility.loading import load as load_eligibility
from portal.eligibility.model import LAWS, Ground
from portal.files import Complaint, ContentError
from portal.money import Unit
from portal.notices import Channel, Occasion, Whom, load_notices
from tests.content.plain import checker, faults, named_schema, plain
from tests.frame.checkouts import ROOT

LOADERS: Mapping[str, Callable[[Path], object]] = {
    "panel": load_panel,
    "cohorts": load_cohorts,
    "basis": load_basis,
    "eligibility": load_eligibility,
    "notices": load_notices,
}
SCHEMAS: Mapping[str, Any] = {name: dict(checker(f"{name}.schema.json").schema) for name in LOADERS}
FILES = [(name, path) for name in LOADERS for path in sorted(ROOT.glob(f"questionnaires/**/{name}.yaml"))]
EXAMPLES = {"panel": "tests/allocation/panel_examples", "cohorts": "tests/cohorts/lint_examples"}
UNHEARD_OF = "zzqqxx"


def complaints(name: str, folder: Path, words: str) -> list[Complaint]:
    path = folder / f"{name}.yaml"
    path.write_text(words, "utf-8")
    with pytest.raises(ContentError) as caught:
        LOADERS[name](path)
    return list(caught.value.complaints)


def known(name: str, folder: Path, words: str) -> set[str]:
    """The loader's own list, which it offers to whoever writes a field that it does not know."""
    found = [each.cure for each in complaints(name, folder, words) if UNHEARD_OF in each.what]
    return set(found[0].removeprefix("Use one of: ").removesuffix(".").split(", "))


def needed(name: str, folder: Path, words: str, line: int) -> set[str]:
    found = complaints(name, folder, words)
    return {each.what.split("`")[1] for each in found if each.code == "missing-field" and each.line == line}


def defined(name: str, part: str) -> Any:
    return SCHEMAS[name]["$defs"][part] if part else SCHEMAS[name]


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda each: str(each)[-30:])
def test_each_file_agrees_with_its_schema_and_names_it(name: str, path: Path) -> None:
    schema = f"{name}.schema.json"
    assert faults(schema, plain(path.read_text("utf-8"))) == []
    assert named_schema(path) == ROOT / "questionnaires" / schema


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_check_accepts_the_schema_accepts(name: str) -> None:
    found = sorted((ROOT / EXAMPLES[name]).glob("*/accept.yaml"))
    assert len(found) > 3
    assert [faults(f"{name}.schema.json", plain(path.read_text("utf-8"))) for path in found] == [[]] * len(found)


@pytest.mark.parametrize(
    "example", ["panel/panel-unclear-rule", "cohorts/cohort-for-nobody", "cohorts/cohort-postcode"]
)
def test_what_has_the_wrong_shape_is_underlined(example: str) -> None:
    name, _, code = example.partition("/")
    document = plain((ROOT / EXAMPLES[name] / code / "reject.yaml").read_text("utf-8"))
    assert faults(f"{name}.schema.json", document)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_page_for_authors_shows_agrees_with_the_schema(name: str) -> None:
    page = (ROOT / "questionnaires" / "SCHEMES.md").read_text("utf-8")
    [shown] = re.findall(rf"```yaml\n# {name}\.yaml\n(.*?)```", page, re.DOTALL)
    assert faults(f"{name}.schema.json", plain(shown)) == []


@pytest.mark.parametrize("name", LOADERS)
def test_words_ids_and_conditions_are_those_of_questions(name: str) -> None:
    asked: Any = dict(checker("questionnaire.schema.json").schema)["$defs"]
    shared = SCHEMAS[name]["$defs"].keys() & {"id", "words", "number", "text", "condition"}
    assert {each: SCHEMAS[name]["$defs"][each] for each in shared} == {each: asked[each] for each in shared}
    assert shared >= ({"words", "text"} if name == "notices" else {"id", "text", "condition"})


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("panel", "", f"{UNHEARD_OF}: 1"),
        ("cohorts", "", f"{UNHEARD_OF}: 1"),
        ("cohorts", "ask", f"asks: [{{{UNHEARD_OF}: 1}}]"),
        ("cohorts", "cohort", f"cohorts: [{{{UNHEARD_OF}: 1}}]"),
        ("basis", "", f"{UNHEARD_OF}: 1"),
        ("basis", "row", f"rows: [{{{UNHEARD_OF}: 1}}]"),
        ("eligibility", "outcome", f"outcomes: {{each: [{{{UNHEARD_OF}: 1}}]}}"),
        ("eligibility", "unable", f"outcomes: {{each: [{{unable: [{{{UNHEARD_OF}: 1}}]}}]}}"),
        ("eligibility", "part", f"impact: {{{UNHEARD_OF}: 1}}"),
        ("notices", "", f"{UNHEARD_OF}: 1"),
        ("notices", "notice", f"notices: [{{{UNHEARD_OF}: 1}}]"),
    ],
)
def test_schema_and_loader_know_the_same_fields(tmp_path: Path, name: str, part: str, words: str) -> None:
    assert set(defined(name, part)["properties"]) == known(name, tmp_path, words)


def test_schema_and_loader_know_the_same_fields_of_a_share_and_of_the_law(tmp_path: Path) -> None:
    share = SCHEMAS["cohorts"]["properties"]["share"]["properties"]
    assert set(share) == known("cohorts", tmp_path, f"share: {{{UNHEARD_OF}: 1}}")
    for name in ("source", "outcomes"):
        fields = SCHEMAS["eligibility"]["properties"][name]["properties"]
        assert set(fields) == known("eligibility", tmp_path, f"{name}: {{{UNHEARD_OF}: 1}}")
    every = [known("eligibility", tmp_path, f"whose: {whose}\n{UNHEARD_OF}: 1") for whose in LAWS]
    assert set(SCHEMAS["eligibility"]["properties"]) == set().union(*every)


def test_schema_and_loader_know_the_same_fields_of_a_rule(tmp_path: Path) -> None:
    """Which fields a rule may have hangs on its cause."""
    every = [known("panel", tmp_path, f"rules: [{{{cause}: 1, {UNHEARD_OF}: 1}}]") for cause in Cause]
    assert set(SCHEMAS["panel"]["$defs"]["rule"]["properties"]) == set().union(*every)


@pytest.mark.parametrize(
    ("name", "part", "words", "line"),
    [
        ("panel", "", "extra: 1", 1),
        ("panel", "rule", "rules:\n- exception: true", 2),
        ("cohorts", "", "extra: 1", 1),
        ("cohorts", "cohort", "cohorts:\n- postcodes: [CH41]", 2),
        ("basis", "", "extra: 1", 1),
        ("basis", "row", "rows:\n- cost: price", 2),
        ("eligibility", "outcome", "outcomes:\n  each:\n  - extra: 1", 3),
        ("eligibility", "unable", "outcomes:\n  each:\n  - unable:\n    - extra: 1", 4),
        ("notices", "", "extra: 1", 1),
        ("notices", "notice", "notices:\n- extra: 1", 2),
    ],
)
def test_schema_and_loader_need_the_same_fields(tmp_path: Path, name: str, part: str, words: str, line: int) -> None:
    assert set(defined(name, part)["required"]) == needed(name, tmp_path, words, line)


def test_causes_units_ways_to_start_and_grounds_are_those_of_the_code() -> None:
    rule = SCHEMAS["panel"]["$defs"]["rule"]
    assert [each["required"][0] for each in rule["oneOf"]] == list(Cause)
    assert rule["properties"]["unit"]["enum"] == list(Unit)
    assert SCHEMAS["basis"]["$defs"]["row"]["properties"]["starts_from"]["enum"] == list(StartsFrom)
    notice = SCHEMAS["notices"]["$defs"]["notice"]["properties"]
    assert notice["when"]["enum"] == list(Occasion)
    assert [notice[name]["items"]["enum"] for name in ("tell", "by")] == [list(Whom), list(Channel)]
    law = SCHEMAS["eligibility"]["properties"]
    assert law["whose"]["enum"] == list(LAWS)
    assert list(law["grounds"]["properties"]) == list(Ground)
    assert SCHEMAS["eligibility"]["$defs"]["unable"]["properties"]["ground"]["enum"] == list(Ground)


def spoilt() -> Iterator[tuple[str, Callable[[Any], object]]]:
    yield "panel", lambda d: d["rules"][0].update(exception=True)
    yield "panel", lambda d: d["rules"][0].pop("above")
    yield "panel", lambda d: d["rules"][0].pop("unit")
    yield "panel", lambda d: d["rules"][0].update(unit="pounds a fortnight")
    yield "panel", lambda d: d["rules"][1].update(over_indicative=25)
    yield "panel", lambda d: d.update(rules=[])
    yield "cohorts", lambda d: d["cohorts"][0].pop("when")
    yield "cohorts", lambda d: d["cohorts"][2].update(postcodes=["CH"])
    yield "cohorts", lambda d: d["cohorts"][0].update(starts="1 April 2026")
    yield "cohorts", lambda d: d["share"].update(people="many")
    yield "cohorts", lambda d: d["asks"][0].update(words="I had a stroke")
    yield "basis", lambda d: d["rows"][1].update(cost="support-cost")
    yield "basis", lambda d: d["rows"][3].pop("cost")
    yield "basis", lambda d: d["rows"][0].update(starts_from="table")
    yield "eligibility", lambda d: d.update(whose="carer")
    yield "eligibility", lambda d: d.pop("impairment")
    yield "eligibility", lambda d: d["grounds"].update(tired="Tired")
    yield "eligibility", lambda d: d["source"].pop("checked")
    yield "eligibility", lambda d: d["outcomes"].update(needed="two")
    yield "notices", lambda d: d["notices"][0].update(by=["pigeon"])
    yield "notices", lambda d: d["notices"][0].update(easy="One sentence.")
    yield "notices", lambda d: d["notices"][0].pop("tell")


SPOILT = list(spoilt())


@pytest.mark.parametrize("case", range(len(SPOILT)))
def test_a_spoilt_file_is_refused(case: int) -> None:
    name, spoil = SPOILT[case]
    path = next(
        path for each, path in FILES if each == name and path.parent.name in {"adult", "wirral-model", "questionnaires"}
    )
    document = plain(path.read_text("utf-8"))
    spoil(document)
    assert faults(f"{name}.schema.json", document)
