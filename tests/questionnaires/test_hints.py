"""Hints about answers that seem to disagree: kind, whole, and blind to doubt and to what is private."""

from pathlib import Path

import pytest

from portal.answers import Facts, Missing
from portal.questionnaires.hints import RULES, found_in, lint, load_hints
from portal.questionnaires.loading import load
from portal.words import Wording

SHIPPED = Path(__file__).parents[2] / "questionnaires"
ADULT, CARER = SHIPPED / "adult", SHIPPED / "carer"
EXAMPLES = Path(__file__).parent / "hint_examples"
QUESTIONNAIRE = load(ADULT / "questionnaire.yaml")
HINTS = load_hints(ADULT / "hints.yaml")
CARERS_HINTS = load_hints(CARER / "hints.yaml")
ACCUSING = ("wrong", "mistake", "contradict", "error", "lie", "false", "cannot be true")


def ids(facts: Facts) -> list[tuple[str, int | None]]:
    return [(one.hint.id, one.item) for one in found_in(HINTS, facts)]


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_rejects_one_example_and_accepts_the_other(code: str) -> None:
    rejected = lint(load_hints(EXAMPLES / code / "reject.yaml"), QUESTIONNAIRE)
    assert {each.code for each in rejected} == {code}
    assert all(each.line > 0 and each.what.endswith(".") and each.cure.endswith((".", "?")) for each in rejected)
    assert lint(load_hints(EXAMPLES / code / "accept.yaml"), QUESTIONNAIRE) == []


def test_every_example_belongs_to_a_rule() -> None:
    assert {folder.name for folder in EXAMPLES.iterdir()} == set(RULES)


@pytest.mark.parametrize("folder", [ADULT, CARER], ids=lambda folder: folder.name)
def test_the_hints_of_adults_and_carers_are_in_order_and_never_accuse(folder: Path) -> None:
    hints = load_hints(folder / "hints.yaml")
    assert lint(hints, load(folder / "questionnaire.yaml")) == []
    assert len(hints) >= 8
    for hint in hints:
        for wording in Wording:
            words = f" {hint.text.in_wording(wording).lower()} "
            assert not any(f" {each} " in words for each in ACCUSING), words


def test_answers_that_seem_to_disagree_are_found_and_others_not() -> None:
    assert ids({"eating": "full", "making-food": "alone"}) == [("cooks-alone-fed-by-others", None)]
    assert ids({"eating": "full", "making-food": "hard"}) == []


def test_a_carer_who_is_woken_and_never_helps_at_night_is_asked_kindly() -> None:
    woken: Facts = {"nights": "most", "hours": "to-34", "tasks": ("meals",)}
    assert [one.hint.id for one in found_in(CARERS_HINTS, woken)] == ["woken-no-help-at-night"]
    assert not list(found_in(CARERS_HINTS, {**woken, "tasks": ("meals", "nights")}))
    assert not list(found_in(CARERS_HINTS, {**woken, "tasks": Missing.NOT_SURE}))


@pytest.mark.parametrize("answer", [Missing.NOT_SURE, Missing.TALK, Missing.UNANSWERED, Missing.BLANK])
def test_doubt_never_makes_a_hint(answer: Missing) -> None:
    for hints in (HINTS, CARERS_HINTS):
        asked = {name for hint in hints for name in hint.when.questions}
        assert not list(found_in(hints, dict.fromkeys(asked, answer)))


def test_a_hint_over_a_list_names_the_one_it_is_about() -> None:
    people = ({"helper-does": ("food",)}, {"helper-does": ("nights", "food")}, {"helper-does": Missing.NOT_SURE})
    assert ids({"nights": "none", "people-who-help": people}) == [("helped-at-night-fine-at-night", 1)]
    assert ids({"nights": "none", "people-who-help": ()}) == []
    assert ids({"nights": "none"}) == []
