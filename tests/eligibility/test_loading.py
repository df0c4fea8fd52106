"""What an eligibility file says, and what its author is told."""

from datetime import date
from pathlib import Path

import pytest

from portal.eligibility import Ground, load
from portal.eligibility.lint import RULES, lint
from portal.eligibility.model import OUTCOMES
from portal.files import ContentError
from tests.eligibility.samples import OFFERED, OUTCOME, WORDS, read

CONTENT = Path(__file__).parents[2] / "questionnaires"


def test_a_test_is_read_as_written(tmp_path: Path) -> None:
    (tmp_path / "eligibility.yaml").write_text(WORDS, encoding="utf-8")
    test = load(tmp_path / "eligibility.yaml")
    assert (test.id, test.source.checked, test.outcomes.needed) == ("adult", date(2026, 11, 21), 2)
    assert tuple(outcome.id for outcome in test.outcomes.each) == OUTCOMES
    assert test.outcomes.each[0].title.key == "adult/eligibility/outcomes/nutrition/title"
    assert test.grounds[Ground.PAIN].standard == "It hurts"
    assert len(list(test.texts())) == 3 + 10 + 4 + 1
    assert lint(test, OFFERED) == []


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    wrong = WORDS.replace("needed: 2", "needed: two").replace("not_met: {question: condition, is: none}", "")
    wrong = wrong.replace("advice:", "advise:").replace("much-longer: It", "longer: It")
    (tmp_path / "eligibility.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "eligibility.yaml")
    codes = {each.code for each in caught.value.complaints}
    assert codes == {"wrong-kind", "missing-field", "unknown-field", "ground-unknown"}


def test_an_empty_test_is_told_what_belongs_in_it_without_raising() -> None:
    _, complaints = read("{}")
    assert {"There is no `impairment`.", "There is no `source`."} <= {each.what for each in complaints}


SECOND = OUTCOME.format(name="nutrition")


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        ("outcome-missing", SECOND, ""),
        ("outcome-missing", "- id: nutrition", "- id: nutritoin"),
        ("outcomes-needed", "needed: 2", "needed: 1"),
        ("ground-unnamed", "danger: It is not safe, ", ""),
        ("ability-unknown", "needs-help, when: {question: community", "danger, when: {question: community"),
        ("eligibility-unknown-question", "met: {question: impact", "met: {question: imapct"),
        ("eligibility-unknown-option", "is: big", "is: bigger"),
        ("eligibility-of-doubt", "any_of: [ill]", "any_of: [ill, not-sure]"),
    ],
)
def test_a_rule_finds_its_breach(code: str, right: str, wrong: str) -> None:
    assert right in WORDS
    test, complaints = read(WORDS.replace(right, wrong, 1))
    found = lint(test, OFFERED)
    assert complaints == []
    assert code in {each.code for each in found}
    assert code in RULES
    assert all(each.what and each.cure and each.where for each in found)


def test_the_carers_file_has_its_own_law() -> None:
    test = load(CONTENT / "carer" / "eligibility.yaml")
    assert (test.whose, test.outcomes.needed, len(test.outcomes.each)) == ("carer", 1, 8)
    assert test.health is not None
    assert set(test.grounds) == {Ground.NEEDS_HELP, Ground.PAIN, Ground.DANGER}


def test_a_carer_is_not_tested_by_whether_it_takes_longer(tmp_path: Path) -> None:
    words = (CONTENT / "carer" / "eligibility.yaml").read_text(encoding="utf-8")
    path = tmp_path / "eligibility.yaml"
    path.write_text(words.replace("grounds:\n", "grounds:\n  much-longer: It takes long\n"), encoding="utf-8")
    found = lint(load(path), {})
    assert [each.what for each in found if each.code == "ground-unknown"] == [
        "The law has no ground `much-longer` for this test."
    ]
    path.write_text(words.replace("ground: pain", "ground: much-longer", 1), encoding="utf-8")
    assert [each.where for each in lint(load(path), {}) if each.code == "ground-unknown"] == [
        "outcome caring-for-a-child"
    ]
