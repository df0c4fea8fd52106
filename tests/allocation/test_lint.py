"""Every rule for schemes has a name, an example it rejects and one it accepts."""

import re
from pathlib import Path

import pytest

from portal.allocation.codes import CODES
from portal.allocation.lint.panel import PANEL_CODES
from portal.allocation.lint.rules import lint
from portal.allocation.loading import load, parse, read_unchecked
from portal.files import Complaint, ContentError, read_yaml
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
