"""Worked examples are files too: read strictly, with every complaint at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portal.allocation.examples import Example, differences, lint_examples, load_examples, tried
from portal.answers import Missing
from portal.files import ContentError
from tests.allocation.schemes import small

LINES = """
id: last
score: washing
points: {alone: 0, some: 4}
---
id: nights
unit: nights a week
quantity: nights
not_asked: 0
---
id: people
unit: people
over: helpers
take: count
where: {question: willing, is: 'yes'}
---
id: both
unit: number
amount: 1
only_when_figure: {line: nights, at_least: 0}
---
id: end
multiply: last
by: {line: both}
---
id: most
unit: people
multiply: people
by: {line: both}
"""
PEOPLE = "  - {id: people, title: People, line: most}\n"
SCHEME = small(LINES, last="end", results=PEOPLE)


def examples(folder: Path, words: str) -> tuple[Example, ...]:
    (folder / "examples.yaml").write_text("examples:\n" + words, encoding="utf-8")
    return load_examples(folder, SCHEME)


FIRST = """
  - id: first
    title: Somebody
    day: 2026-11-21
    answers:
      washing: some
      nights: 3.5
      helpers: [{willing: "yes"}, {willing: not-sure}]
    expect: {results: {weekly: 4}}
"""


def test_answers_are_read_as_the_scheme_counts_them(tmp_path: Path) -> None:
    (example,) = examples(tmp_path, FIRST)
    assert example.facts["nights"] == Decimal("3.5")
    assert example.facts["helpers"] == ({"willing": "yes"}, {"willing": Missing.NOT_SURE})


def test_an_example_may_change_one_above(tmp_path: Path) -> None:
    more = (
        "  - {id: second, title: Else, as_in: first, day: 2026-11-21, not_asked: [nights], answers: {washing: alone}, "
    )
    second = examples(tmp_path, FIRST + more + "expect: {results: {weekly: 0}}}\n")[1]
    assert second.facts["washing"] == "alone"
    assert "nights" not in second.facts


def test_an_example_that_is_wrong_says_how(tmp_path: Path) -> None:
    (example,) = examples(tmp_path, FIRST.replace("weekly: 4}", "weekly: 5}, lines: {last: 3}, no_budget: true"))
    assert differences(example, SCHEME) == (
        "the result “weekly” is 4, not 5",
        "the line “last” is 4, not 3",
        "a budget, though there should be none",
    )
    (example,) = examples(tmp_path, FIRST.replace("weekly: 4}", "weekly: 4}, to_a_person: [last]"))
    assert differences(example, SCHEME) == ("nobody has to look at [last], which `to_a_person` names",)


def test_an_example_that_should_be_refused_and_is_not_says_so(tmp_path: Path) -> None:
    (example,) = examples(
        tmp_path, FIRST.replace("{results: {weekly: 4}}", "{refusal: not-sure, questions: [washing]}")
    )
    assert differences(example, SCHEME) == ("it gives 4, not a refusal",)


def test_a_refusal_must_name_the_right_questions(tmp_path: Path) -> None:
    words = FIRST.replace("washing: some", "washing: talk")
    (example,) = examples(tmp_path, words.replace("{results: {weekly: 4}}", "{refusal: not-sure, questions: [nights]}"))
    assert differences(example, SCHEME) == ("it names the questions [washing], not [nights]",)
    (example,) = examples(tmp_path, words)
    assert differences(example, SCHEME)[0].startswith("it refuses at the line “last”: not-sure, questions: [washing]")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    words = FIRST.replace("washing: some", "whistling: some") + FIRST
    words += "  - {id: third, title: T, as_in: fourth, day: soon, expect: {refusal: tired}}\n"
    with pytest.raises(ContentError) as caught:
        examples(tmp_path, words)
    codes = {complaint.code for complaint in caught.value.complaints}
    assert codes == {"unknown-answer", "duplicate-example", "unknown-example", "wrong-kind", "unknown-value"}
    assert all(each.what.endswith(".") and each.cure.endswith((".", "?")) for each in caught.value.complaints)
    places = {complaint.code: (complaint.where, complaint.line) for complaint in caught.value.complaints}
    assert (places["duplicate-example"], places["unknown-answer"]) == (("first", 12), ("example “first”", 7))
    assert (places["unknown-example"], places["unknown-value"]) == (("example “third”", 20), ("example “third”", 20))


def test_an_example_takes_over_the_day_of_the_one_it_changes(tmp_path: Path) -> None:
    more = "  - {id: second, as_in: first, expect: {budget: 4}}\n"
    more += "  - {id: third, answers: {}, expect: {refusal: unanswered}}\n"
    first, second, third = examples(tmp_path, FIRST + more)
    assert (second.day, third.day) == (first.day, SCHEME.starts)
    assert second.results == (("weekly", Decimal(4)),)
    assert second.title.standard == "Second"


def test_a_misspelt_budget_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"Did you mean `budget`\?"):
        examples(tmp_path, FIRST + "  - {id: second, as_in: first, expect: {budgt: 4}}\n")


BANDS = """
id: points
score: washing
points: {a: 0, b: 4, c: 9}
---
id: grant
unit: pounds up to
bands: points
rows: [{from: 0, up_to: 3, figure: no-budget}, {from: 4, up_to: 8, figure: 0}, {from: 9, figure: 150}]
---
id: last
unit: pounds a week
amount: 5
"""


@pytest.mark.parametrize(
    ("answer", "grant", "told"),
    [
        ("a", "no-budget", ""),
        ("a", "0", ""),
        ("b", "0", ""),
        ("b", "no-budget", "the result “grant” is a figure of 0, not no-budget"),
        ("c", "no-budget", "the result “grant” is 150, not 0"),
    ],
)
def test_a_result_beside_the_first_may_be_expected_to_be_none(
    tmp_path: Path, answer: str, grant: str, told: str
) -> None:
    scheme = small(BANDS, results="  - {id: grant, title: A grant, line: grant}\n")
    words = (
        f"examples: [{{id: one, answers: {{washing: {answer}}}, expect: {{results: {{weekly: 5, grant: {grant}}}}}}}]"
    )
    (tmp_path / "examples.yaml").write_text(words, encoding="utf-8")
    (example,) = load_examples(tmp_path, scheme)
    assert differences(example, scheme) == ((told,) if told else ())


def test_no_budget_may_be_expected_as_the_budget_and_a_person_may_not(tmp_path: Path) -> None:
    scheme = small(BANDS.replace("id: last", "id: other"), last="grant", results="  - {id: x, title: X, line: other}\n")
    words = "examples: [{id: one, answers: {washing: a}, expect: {budget: no-budget}}]"
    (tmp_path / "examples.yaml").write_text(words, encoding="utf-8")
    (example,) = load_examples(tmp_path, scheme)
    assert (example.no_budget, differences(example, scheme)) == (True, ())
    (tmp_path / "examples.yaml").write_text(words.replace("no-budget", "a-person"), encoding="utf-8")
    with pytest.raises(ContentError, match="Write a number, `no-budget`, or expect a `refusal`"):
        load_examples(tmp_path, scheme)


def test_a_result_beside_the_one_that_leads_can_be_expected_to_have_no_figure(tmp_path: Path) -> None:
    unsure = FIRST.replace('[{willing: "yes"}, {willing: not-sure}]', "unanswered")
    right = unsure.replace("{weekly: 4}", "{weekly: 4, people: unanswered}")
    assert differences(examples(tmp_path, right)[0], SCHEME) == ()
    wrong = unsure.replace("{weekly: 4}", "{weekly: 4, people: out-of-range}")
    assert differences(examples(tmp_path, wrong)[0], SCHEME) == ("the result “people” is unanswered, not out-of-range",)
    wrong = unsure.replace("{weekly: 4}", "{weekly: 4, people: 2}")
    assert differences(examples(tmp_path, wrong)[0], SCHEME) == ("the result “people” is unanswered, not 2",)
    wrong = FIRST.replace("{weekly: 4}", "{weekly: 4, people: not-sure}").replace("not-sure}]", '"no"}]')
    assert differences(examples(tmp_path, wrong)[0], SCHEME) == ("the result “people” is 1, not not-sure",)


def test_that_the_leading_result_has_no_figure_is_expected_as_a_refusal(tmp_path: Path) -> None:
    told = r"yaml:13: \[unknown-value\] example “first”: `weekly` leads the page\. Write `refusal:` in its place"
    with pytest.raises(ContentError, match=told):
        examples(
            tmp_path,
            FIRST.replace("{results: {weekly: 4}}", "\n      results:\n        people: 1\n        weekly: not-sure"),
        )


def test_an_example_that_expects_nothing_is_told(tmp_path: Path) -> None:
    told = r"yaml:10: \[missing-field\] example “first”: It expects nothing, so it proves nothing\. Add"
    with pytest.raises(ContentError, match=told):
        examples(tmp_path, FIRST.replace("{results: {weekly: 4}}", "{}"))


def test_a_file_of_examples_may_name_its_scheme_and_has_at_least_one(tmp_path: Path) -> None:
    (tmp_path / "examples.yaml").write_text("scheme: small\nexamples:\n" + FIRST, encoding="utf-8")
    assert [one.id for one in load_examples(tmp_path, SCHEME)] == ["first"]
    (tmp_path / "examples.yaml").write_text("scheme: small\n", encoding="utf-8")
    with pytest.raises(ContentError, match="missing-field"):
        load_examples(tmp_path, SCHEME)


def test_a_result_that_is_not_there_and_a_budget_that_is_none_are_told(tmp_path: Path) -> None:
    (example,) = examples(tmp_path, FIRST.replace("{weekly: 4}", "{weekly: 4, grant: 3}"))
    assert differences(example, SCHEME) == ("the result “grant” is not there, not 3",)
    scheme = small(BANDS.replace("id: last", "id: other"), last="grant", results="  - {id: x, title: X, line: other}\n")
    words = "examples: [{id: one, answers: {washing: a}, expect: {budget: 0}}]"
    (tmp_path / "examples.yaml").write_text(words, encoding="utf-8")
    (example,) = load_examples(tmp_path, scheme)
    assert differences(example, scheme) == ("no individual budget",)


def test_an_example_is_tried_with_the_version_of_its_day(tmp_path: Path) -> None:
    later = replace(small(LINES.replace("some: 4", "some: 5"), last="end", results=PEOPLE), starts=date(2027, 4, 1))
    (example,) = examples(tmp_path, FIRST)
    assert tried([example, replace(example, day=date(2027, 3, 31))], [SCHEME, later]) == ()
    for day, told in (
        (date(2027, 4, 1), "the result “weekly” is 5, not 4"),
        (date(2020, 1, 1), "it refuses: not-in-effect, questions: []"),
    ):
        (complaint,) = tried([replace(example, day=day)], [SCHEME, later])
        assert (complaint.code, complaint.where, complaint.line) == ("example-differs", "example “first”", 3)
        assert complaint.what == f"The scheme gives something else: {told}."
        assert complaint.file == str(tmp_path / "examples.yaml")


def test_the_examples_of_a_folder_are_read_with_the_last_version_and_tried_with_their_own(tmp_path: Path) -> None:
    asks_more = LINES.replace("amount: 1\n", "amount: 1\nonly_when: {question: alone, is: 'yes'}\n")
    more = small(asks_more.replace("some: 4", "some: 5"), last="end", results=PEOPLE)
    second = FIRST.replace("id: first", "id: second").replace("2026-11-21", "2027-11-21")
    words = FIRST + second.replace("washing: some", "washing: some\n      alone: 'yes'")
    (tmp_path / "examples.yaml").write_text(f"examples:\n{words}", encoding="utf-8")
    (told,) = lint_examples(tmp_path, [SCHEME, SCHEME, replace(more, starts=date(2027, 4, 1))])
    assert (told.where, told.what.endswith("is 5, not 4.")) == ("example “second”", True)


def test_an_example_without_what_it_expects_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        examples(tmp_path, FIRST.replace("    expect: {results: {weekly: 4}}\n", ""))
    assert [(each.code, each.where) for each in caught.value.complaints] == [("missing-field", "example “first”")]


def test_what_an_example_does_not_ask_may_not_be_answered_before(tmp_path: Path) -> None:
    more = "  - {id: second, as_in: first, not_asked: [nights, helpers, washing], expect: {refusal: unanswered}}\n"
    assert examples(tmp_path, FIRST + more)[1].facts == {}
    never = FIRST + "    not_asked: [others]\n"
    assert set(examples(tmp_path, never)[0].facts) == {"washing", "nights", "helpers"}


@pytest.mark.parametrize(
    ("answer", "cure"),
    [
        ("sum", "“sum” is no option of “washing”. Use one of: alone, some."),
        ("alone", "Mend the scheme, or write here what it should give."),
        ("not-sure", "Mend the scheme, or write here what it should give."),
    ],
)
def test_an_example_that_differs_by_a_slip_is_told_what_was_meant(tmp_path: Path, answer: str, cure: str) -> None:
    (told,) = tried(examples(tmp_path, FIRST.replace("washing: some", f"washing: {answer}")), [SCHEME])
    assert told.cure == cure
