"""Schemes without a questionnaire: each file is checked, and examples are tried with the versions they belong to."""

from pathlib import Path

import pytest

from portal.allocation.standing_alone import check_alone

SCHEME = """id: {name}
starts: {starts}
people: adults
illustrative: true
source: Made for a test
rounding: {{to: 0.01, how: half-up}}
{inputs}
lines:
  - {{id: hours, quantity: hours}}
  - {{id: last, multiply: hours, by: {figure}, unit: hours a week}}
"""
INPUTS = "inputs: [{id: hours, kind: number, at_least: 0, at_most: 9, in_steps_of: 1, unit: hours a week}]"
FIRST, NEXT = "2026-04-01", "2027-04-01"
EXAMPLES = """examples:
  - {id: one, answers: {hours: 3}, expect: {budget: 6}}
  - {id: two, day: 2026-05-01, answers: {hours: 3}, expect: {budget: 3}}
"""


def scheme(name: str = "ours", starts: str = FIRST, figure: str = "1", inputs: str = INPUTS) -> str:
    return SCHEME.format(name=name, starts=starts, figure=figure, inputs=inputs)


def told(folder: Path, **files: str) -> list[tuple[str, str, int, str]]:
    """What is complained of in a folder with these files: code, file, line and where; each with words and a cure."""
    for name, words in files.items():
        path = folder / name.replace("_", ".")
        path.write_text(words, encoding="utf-8")
    found = check_alone(folder if len(files) != 1 else path)
    assert all(each.what.endswith(".") and each.cure.endswith((".", "?")) for each in found)
    return [(each.code, Path(each.file).name, each.line, each.where) for each in found]


def test_one_scheme_that_says_what_it_asks_is_in_order(tmp_path: Path) -> None:
    assert told(tmp_path, a_yaml=scheme()) == []


def test_the_same_scheme_without_its_inputs_is_told(tmp_path: Path) -> None:
    without = scheme(inputs="").replace("quantity: hours", "quantity: hours, unit: hours a week, at_most: 9")
    assert ("no-inputs", "a.yaml", 1, "inputs") in told(tmp_path, a_yaml=without)


@pytest.mark.parametrize("words", ["just: words\n", "- a list\n"])
def test_a_file_is_read_as_a_scheme_and_a_folder_needs_one(tmp_path: Path, words: str) -> None:
    assert "no-scheme" not in {code for code, *_ in told(tmp_path, a_yaml=words)}
    assert told(tmp_path) == [("no-scheme", tmp_path.name, 1, "")]


def test_examples_are_tried_with_the_version_of_their_day_in_whichever_file_they_stand(tmp_path: Path) -> None:
    versions = {"b_yaml": scheme(), "a_yml": scheme(starts=NEXT, figure="2")}
    assert told(tmp_path, **versions, examples_yaml=EXAMPLES) == []
    assert told(tmp_path, **versions, examples_yaml=EXAMPLES.replace("budget: 3", "budget: 6")) == [
        ("example-differs", "examples.yaml", 3, "example “two”")
    ]
    more = "scheme: ours\n" + EXAMPLES
    assert told(tmp_path, **versions, c_yaml=scheme("other"), examples_yaml=more) == []


def test_examples_that_may_belong_to_two_schemes_must_say_to_which(tmp_path: Path) -> None:
    both = {"a_yaml": scheme(), "b_yaml": scheme("other")}
    unclear = [("unknown-scheme", "examples.yaml", 1, "")]
    assert told(tmp_path, **both, examples_yaml=EXAMPLES) == unclear
    assert told(tmp_path, **both, examples_yaml="scheme: hours\n" + EXAMPLES) == unclear
    wrong = {"examples_yaml": "scheme: hours\n" + EXAMPLES, "more_yaml": "scheme: ours\n" + EXAMPLES}
    assert [(code, file) for code, file, *_ in told(tmp_path, **both, **wrong)] == [
        ("unknown-scheme", "examples.yaml"),
        ("example-differs", "more.yaml"),
    ]


def test_what_cannot_be_read_is_told_and_no_example_is_tried_with_the_rest(tmp_path: Path) -> None:
    found = told(tmp_path, a_yaml=scheme(), b_yaml="a: [", c_yaml=scheme("other", figure="much"), e_yaml=EXAMPLES)
    assert {file for _, file, *_ in found} == {"b.yaml", "c.yaml"}
