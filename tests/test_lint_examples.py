"""Every rule has a file that it rejects and one that it accepts; the two differ in little."""

from pathlib import Path

import pytest

from portal.eligibility import lint as eligibility_lint
from portal.eligibility.loading import read_test
from portal.files import Complaint, ContentError, read_yaml
from portal.questionnaires import lint as questionnaire_lint
from portal.questionnaires.reading import read_questionnaire
from tests.eligibility.samples import OFFERED

EXAMPLES = Path(__file__).parent / "lint_examples"
RULES = {**questionnaire_lint.RULES, **eligibility_lint.RULES}
PICTURES = {"person", "people", "help", "shower", "calendar", "yes", "no"}


def complaints_about(path: Path) -> list[Complaint]:
    complaints: list[Complaint] = []
    try:
        node = read_yaml(path)
    except ContentError as error:
        return list(error.complaints)
    if "outcomes" in node.fields():
        test = read_test(node, complaints)
        return complaints + eligibility_lint.lint(test, OFFERED)
    questionnaire = read_questionnaire(node, complaints)
    return complaints or questionnaire_lint.lint(questionnaire, PICTURES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_rejects_one_example_and_accepts_the_other(code: str) -> None:
    rejected = complaints_about(EXAMPLES / code / "reject.yaml")
    assert {each.code for each in rejected} == {code}
    for each in rejected:
        assert each.line > 0
        assert each.what.endswith((".", "?")) or each.code == "repeated-field"
        assert each.cure.endswith((".", "?"))
    assert [str(each) for each in complaints_about(EXAMPLES / code / "accept.yaml")] == []


def test_every_example_belongs_to_a_rule_and_every_rule_is_one_sentence() -> None:
    assert {folder.name for folder in EXAMPLES.iterdir()} == set(RULES)
    assert all(sentence.endswith(".") and len(sentence) > len("A rule.") for sentence in RULES.values())
    assert len(RULES) >= 40
