"""Every rule for schemes has a name, an example it rejects and one it accepts."""

import re
from pathlib import Path

import pytest

from portal.allocation.codes import CODES
from portal.allocation.lint.panel import PANEL_CODES
from portal.allocation.lint.rules import lint
from portal.allocation.loading import load, parse, read_unchecked
from portal.files import Complaint, ContentError, parse_yaml, read_yaml
from tests.allocation.schemes import HEAD

EXAMPLES = Path(__file__).parent / "lint_examples"
PACKAGE = Path(__file__).parents[2] / "portal" / "allocation"
ELSEWHERE = {
    "wrong-file-name",
    "no-inputs",
    "no-scheme",
    "unknown-scheme",
    "basis-never-asked",
    "basis-unknown-option",
    "no-basis",
    "basis-without-cost",
    "duplicate-row",
}
ELSEWHERE |= {
    "example-differs",
    "duplicate-example",
    "unknown-example",
    "unknown-field",
    "unknown-answer",
    "unknown-value",
    "missing-field",
    "wrong-kind",
    "untidy-id",
}
ELSEWHERE |= set(PANEL_CODES)
ASKED = {
    "washing": ("alone", "some", "full"),
    "medicines": ("alone", "some", "full", "not-applicable", "not-sure"),
    "helpers": (),
    "does": ("washing", "meals"),
    "willing": ("yes", "no"),
    "amount": ("all", "part"),
    "client-group": ("older", "younger"),
    "before": (),
    "last-grant": ("not-applicable",),
}


def complaints(path: Path) -> list[Complaint]:
    found: list[Complaint] = []
    scheme = read_unchecked(read_yaml(path), found)
    return [*found, *lint(scheme, ASKED, published=True)]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_rejects_its_example_and_nothing_else_is_wrong_with_it(code: str) -> None:
    found = complaints(EXAMPLES / code / "reject.yaml")
    assert {each.code for each in found} == {code}, [str(each) for each in found]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_accepts_its_other_example(code: str) -> None:
    path = EXAMPLES / code / "accept.yaml"
    assert [str(each) for each in complaints(path)] == []
    assert load(path).lines


@pytest.mark.parametrize("code", CODES)
def test_a_complaint_names_the_file_and_line_and_says_what_to_do(code: str) -> None:
    for each in complaints(EXAMPLES / code / "reject.yaml"):
        assert each.file.endswith("reject.yaml")
        assert each.line >= 1
        assert each.what
        assert each.cure


def test_every_example_belongs_to_a_rule() -> None:
    assert {folder.name for folder in EXAMPLES.iterdir()} == set(CODES)


def test_every_code_that_is_complained_of_is_listed() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r'(?:complain|complaint|Complaint)\(\s*"([a-z-]+)"', source))
    assert used <= set(CODES) | ELSEWHERE
    assert len(used) > 40


def test_a_rule_says_what_holds_in_one_sentence() -> None:
    assert all(rule.endswith(".") and rule.count(". ") == 0 for rule in CODES.values())


@pytest.mark.parametrize("round_about", ["sum: [one, 1]", "sum: [two, 1]}\n  - {id: two, sum: [one, 1]"])
def test_a_sum_that_stands_on_itself_is_told_and_nothing_else(round_about: str) -> None:
    words = f"{HEAD.format(people='carers')}lines:\n  - {{id: one, {round_about}}}\n  - {{id: last, round: one}}\n"
    with pytest.raises(ContentError) as caught:
        parse(words, "round.yaml")
    assert [one.code for one in caught.value.complaints] == ["later-line-used"]


@pytest.mark.parametrize(
    ("was", "now", "cure"),
    [
        ("id: t", "id: Our Scheme", "our-scheme"),
        ("id: need", "id: Grün/need", "grun-need"),
        ("[low, high]", "[low, Very high]", "very-high"),
        ("[low, high]", "{low: Low, high_need: High}", "high-need"),
        ("id: one", "id: line_one", "line-one"),
        ("id: weekly", "id: A week", "a-week"),
        ("id: weekly", "id: '!'", "people-who-help"),
    ],
)
def test_an_id_that_could_stand_in_no_address_is_told_with_one_that_can(was: str, now: str, cure: str) -> None:
    words = (
        "id: t\nstarts: 2026-04-01\npeople: carers\nsource: Made for a test\nrounding: {to: 0.01, how: up}\n"
        "inputs:\n  - {id: need, options: [low, high]}\n"
        "lines:\n  - {id: one, unit: pounds a week, amount: 5}\nresults:\n  - {id: weekly, line: one, headline: true}\n"
    )
    assert words.count(was) == 1
    complaints: list[Complaint] = []
    read_unchecked(parse_yaml(words.replace(was, now), "t.yaml"), complaints)
    (told,) = (each for each in complaints if each.code == "untidy-id")
    assert f"such as `{cure}`." in told.cure
    assert told.line == words[: words.index(was)].count("\n") + 1
