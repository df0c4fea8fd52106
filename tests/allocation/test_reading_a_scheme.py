"""A scheme file is read whole: each field stands where it belongs, and what is left out is told or stands in."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portal.allocation.loading import examples_of, load, load_folder, load_untried, parse, read_unchecked
from portal.allocation.operations import Unread
from portal.allocation.parts import FigureTest
from portal.allocation.scheme import People, Scheme
from portal.conditions import AnyOf
from portal.files import Complaint, ContentError, Mark, parse_yaml
from portal.money import Direction, Rounding, Unit

WORDS = """id: ours
version: second
starts: 2026-04-01
ends: 2027-03-31
people: carers
title: What we pay
illustrative: true
discretionary: Whoever decides may give more.
source: Cabinet, 3 March
rounding: {to: 0.05, how: up}
inputs:
  - {id: hours, kind: number, at_least: 0, at_most: 9, in_steps_of: 1, unit: hours a week}
  - {id: sure, kind: yes-no}
conversions:
  - {id: a-year, from: pounds a week, to: pounds a year, times: 52}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: hours-asked, quantity: hours}
  - id: for-hours
    title: For hours
    because: Each hour costs {figure}.
    multiply: hours-asked
    by: {rate: hour}
    only_when: {question: sure, is: yes}
    only_when_figure: {line: hours-asked, at_least: 2}
    about_the_person: It does not follow from need.
    part: home
    source: Table 3
    rounding: {to: 1}
    market_reason: What an hour costs here.
    may_fall: There is a limit.
results:
  - {id: weekly, title: A week, line: for-hours, headline: true}
  - {id: hours-again, line: hours-asked, paid_by: Somebody else pays this.}
readings:
  - {id: each-year, of: for-hours, by: a-year, to: 1, how: down}
  - {id: by-hour, title: In hours, of: for-hours, rate: hour}
examples:
  - {id: one, answers: {hours: 3, sure: yes}, expect: {budget: 60}}
"""


def read(words: str) -> tuple[Scheme, list[tuple[str, str, int]]]:
    """A scheme as far as it can be read, and all complaints: code, what about and line."""
    found: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(words, "ours.yaml"), found)
    return scheme, [(each.code, each.where, each.line) for each in found]


def without(*names: str) -> str:
    """The words without these lines at the left edge."""
    return "".join(f"{one}\n" for one in WORDS.splitlines() if one.split(":")[0] not in names)


def at(mark: Mark) -> str:
    return WORDS.splitlines()[mark.line - 1].strip()


def test_the_head_of_a_scheme_is_read_field_by_field() -> None:
    scheme, complaints = read(WORDS)
    assert complaints == []
    assert (scheme.id, scheme.version, scheme.people) == ("ours", "second", People.CARERS)
    assert (scheme.starts, scheme.ends) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (scheme.title.key, scheme.title.standard) == ("ours/allocation/title", "What we pay")
    assert (scheme.illustrative, scheme.discretionary) == (True, "Whoever decides may give more.")
    assert (scheme.source, scheme.rounding) == ("Cabinet, 3 March", Rounding(Decimal("0.05"), Direction.UP))
    assert (at(scheme.mark), at(scheme.ends_mark)) == ("id: ours", "ends: 2027-03-31")
    bare, _ = read(without("version", "ends", "title", "illustrative", "discretionary"))
    assert (bare.version, bare.ends, bare.discretionary) == ("2026-04-01", None, None)
    assert (bare.title.standard, bare.illustrative, at(bare.ends_mark)) == ("Ours", False, "id: ours")


def test_a_line_is_read_with_all_that_may_stand_beside_its_operation() -> None:
    scheme, _ = read(WORDS)
    line, plain = scheme.line("for-hours"), scheme.line("hours-asked")
    assert (line.title.key, line.title.standard) == ("ours/allocation/for-hours/title", "For hours")
    assert (line.because.key, line.because.standard) == (
        "ours/allocation/for-hours/because",
        "Each hour costs {figure}.",
    )
    assert (line.only_when, line.only_when_figure) == (AnyOf("sure", ("yes",)), FigureTest("hours-asked", Decimal(2)))
    assert (line.about_the_person, line.part, line.source) == ("It does not follow from need.", "home", "Table 3")
    assert (line.market_reason, line.may_fall) == ("What an hour costs here.", "There is a limit.")
    assert (line.rounding, line.own_words) == (Rounding(Decimal(1), Direction.UP), True)
    assert (line.unit, line.unit_known, at(line.mark)) == (Unit.POUNDS_A_WEEK, True, "- id: for-hours")
    assert (plain.title.standard, plain.because.standard) == ("Hours asked", "The answer is {figure}.")
    assert (plain.because.key, plain.own_words) == ("ours/allocation/hours-asked/because", False)
    assert (plain.unit, plain.rounding, plain.part, plain.source) == (Unit.HOURS_A_WEEK, None, None, None)
    assert (plain.about_the_person, plain.market_reason, plain.may_fall) == (None, None, None)


def test_results_and_readings_are_read_with_their_words_and_places() -> None:
    scheme, _ = read(WORDS)
    told = [(one.id, one.title.key, one.title.standard, one.line, one.headline) for one in scheme.results]
    assert told == [
        ("weekly", "ours/allocation/result-weekly/title", "A week", "for-hours", True),
        ("hours-again", "ours/allocation/result-hours-again/title", "Hours again", "hours-asked", False),
    ]
    paid_by = scheme.results[1].paid_by
    assert scheme.results[0].paid_by is None
    assert paid_by is not None
    assert (paid_by.key, paid_by.standard) == ("ours/allocation/result-hours-again/paid-by", "Somebody else pays this.")
    assert [at(scheme.result_marks[one]).split(",")[0] for one in ("weekly", "hours-again")] == [
        "- {id: weekly",
        "- {id: hours-again",
    ]
    a_year, by_hour = scheme.readings
    assert (a_year.id, a_year.title.key, a_year.title.standard, a_year.of) == (
        "each-year",
        "ours/allocation/reading-each-year/title",
        "Each year",
        "for-hours",
    )
    assert (a_year.conversion, a_year.rate) == (scheme.conversions["a-year"], None)
    assert (by_hour.conversion, by_hour.rate, by_hour.title.standard) == (None, "hour", "In hours")
    assert [one.rounding for one in scheme.readings] == [Rounding(Decimal(1), Direction.DOWN), scheme.rounding]
    assert at(by_hour.mark).startswith("- {id: by-hour")


def test_without_results_the_last_line_is_the_figure_and_one_alone_leads() -> None:
    words = WORDS.partition("results:\n")[0]
    scheme, complaints = read(words)
    (budget,) = scheme.results
    last = scheme.lines[-1]
    assert (budget.id, budget.title, budget.line, budget.headline) == ("budget", last.title, "for-hours", True)
    assert (scheme.result_marks["budget"], complaints) == (last.mark, [])
    assert [one.headline for one in read(f"{words}results: [{{id: a, line: hours-asked}}]\n")[0].results] == [True]
    two = f"{words}results: [{{id: a, line: hours-asked}}, {{id: b, line: for-hours}}]\n"
    assert [one.headline for one in read(two)[0].results] == [False, False]


def test_the_document_is_the_content_in_one_form_without_its_examples() -> None:
    scheme, _ = read(WORDS)
    kept = json.loads(scheme.document)
    assert list(kept) == [one.split(":")[0] for one in WORDS.splitlines() if one[0] != " " and one != "examples:"]
    assert kept["inputs"][1] == {"id": "sure", "kind": "yes-no"}
    assert scheme.document == json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    assert scheme.fingerprint == hashlib.sha256(scheme.document.encode()).hexdigest()
    empty, _ = read(WORDS.replace("title: What we pay", "title:").replace("3 March", "3. März"))
    assert json.loads(empty.document)["title"] is None
    assert "März" in empty.document


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (without("source"), ("missing-source", "", 1)),
        (without("rounding"), ("missing-field", "", 1)),
        (without("id"), ("missing-field", "", 1)),
        (WORDS.replace("{to: 0.05, how: up}", "{to: 0.05}"), ("missing-field", "rounding", 10)),
        (WORDS.replace("{to: 0.05, how: up}", "{to: 0.05, how: up, by: 1}"), ("unknown-field", "rounding", 10)),
        (WORDS.partition("lines:\n")[0], ("missing-field", "", 1)),
        (WORDS.replace("id: for-hours\n", "id: hours-asked\n"), ("duplicate-line", "hours-asked", 20)),
        (
            WORDS.replace("quantity: hours}", "quantity: hours, unti: hours}"),
            ("unknown-field", "line “hours-asked”", 19),
        ),
        (WORDS.replace("quantity: hours}", "quantity: other}"), ("missing-field", "line “hours-asked”", 19)),
        (WORDS.replace("quantity: hours}", "amount: 1}"), ("missing-field", "line “hours-asked”", 19)),
        (WORDS.replace("headline: true", "head: true"), ("unknown-field", "results", 34)),
        (WORDS.replace("by: a-year", "by: a-yaer"), ("unknown-conversion", "reading “each-year”", 37)),
        (WORDS.replace("rate: hour}\n", "rat: hour}\n"), ("unclear-reading", "reading “by-hour”", 38)),
        (
            WORDS.replace("rate: hour}\nexamples", "rate: hour, at: 1}\nexamples"),
            ("unknown-field", "reading “by-hour”", 38),
        ),
        (WORDS.replace("{id: by-hour, ", "{"), ("missing-field", "readings", 38)),
        (WORDS.replace("title: What", "titel: What"), ("unknown-field", "", 6)),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_place(words: str, told: tuple[str, str, int]) -> None:
    found: list[Complaint] = []
    read_unchecked(parse_yaml(words, "ours.yaml"), found)
    assert told in [(each.code, each.where, each.line) for each in found]
    assert all(each.what.endswith(".") and each.cure.endswith((".", "?")) for each in found)


def test_a_source_without_words_is_told_once() -> None:
    assert read(WORDS.replace("source: Cabinet, 3 March", "source:"))[1] == [("wrong-kind", "", 9)]


def test_a_line_that_cannot_be_read_asks_for_no_unit_and_neither_does_what_stands_on_it() -> None:
    scheme, complaints = read(WORDS.replace("quantity: hours}", "quantitty: hours}"))
    assert isinstance(scheme.line("hours-asked").operation, Unread)
    assert [code for code, *_ in complaints] == ["one-operation"]
    assert [one.unit_known for one in scheme.lines] == [False, False]
    found: list[Complaint] = []
    read_unchecked(parse_yaml(WORDS.replace("quantity: hours}", "quantity: other}"), "ours.yaml"), found)
    assert found[0].cure == (
        "Say what the figure is, such as `unit: pounds a week`, here or at the input that it counts; "
        "of a bare number, such as an age, `unit: number`."
    )


PLAIN = """id: ours
starts: {starts}
people: adults
illustrative: true
source: Made for a test
rounding: {{to: 0.01, how: half-up}}
inputs: [{{id: hours, kind: number, at_least: 0, at_most: 9, in_steps_of: 1, unit: hours a week}}]
lines:
  - {{id: hours, quantity: hours}}
examples:
  - {{id: one, answers: {{hours: 3}}, expect: {{budget: {budget}}}}}
"""


def test_a_schemes_own_examples_are_tried_unless_they_are_not_wanted(tmp_path: Path) -> None:
    wrong = PLAIN.format(starts="2026-04-01", budget=4)
    assert parse(wrong.replace("budget: 4", "budget: 3"), "ours.yaml").id == "ours"
    with pytest.raises(ContentError, match=r"ours\.yaml:11: \[example-differs\]"):
        parse(wrong, "ours.yaml")
    path = tmp_path / "ours.yaml"
    path.write_text(wrong, encoding="utf-8")
    assert load_untried(path) == parse(wrong, str(path), tried_out=False)
    with pytest.raises(ContentError, match="example-differs"):
        load(path)
    path.write_text(wrong.replace("hours: 3", "hour: 3"), encoding="utf-8")
    with pytest.raises(ContentError, match="unknown-answer"):
        examples_of(path, parse(wrong, "ours.yaml", tried_out=False))
    with pytest.raises(ContentError, match="unknown-answer"):
        parse(wrong.replace("hours: 3", "hour: 3"), "ours.yaml")


def test_complaints_stand_in_the_order_of_the_file() -> None:
    wrong = PLAIN.format(starts="2026-04-01", budget="soon").replace("unit: hours a week", "unit: pints")
    with pytest.raises(ContentError) as caught:
        parse(wrong.replace("how: half-up", "how: about"), "ours.yaml")
    lines = [each.line for each in caught.value.complaints]
    assert lines == sorted(lines)
    assert {6, 7} <= set(lines)


def test_a_folder_tells_what_is_wrong_with_all_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "2026-05-01.yaml").write_text(PLAIN.format(starts="2026-04-01", budget=3), "utf-8")
    (tmp_path / "2027-04-01.yaml").write_text(PLAIN.format(starts="2027-04-01", budget=4), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_folder(tmp_path)
    told = [(each.code, Path(each.file).name, each.line, each.where) for each in caught.value.complaints]
    assert told == [
        ("wrong-file-name", "2026-05-01.yaml", 1, "ours"),
        ("example-differs", "2027-04-01.yaml", 11, "example “one”"),
    ]
    first = caught.value.complaints[0]
    assert (first.what, first.cure) == ("The file is named 2026-05-01.", "Name it 2026-04-01.yaml, after `starts`.")


@pytest.mark.parametrize(
    ("line", "unit", "because"),
    [
        ("amount: 3", None, "This is {figure}."),
        ("score: sure, points: {yes: 3}", Unit.POINTS, "What was answered gives {figure}."),
        ("over: people, take: count", Unit.PEOPLE, "The answers come to {figure}."),
        ("over: people, take: sum, of: hours", Unit.HOURS_A_WEEK, "The answers come to {figure}."),
        ("over: people, take: sum, of: others", None, "The answers come to {figure}."),
        ("sum: [hours-asked]", Unit.HOURS_A_WEEK, "Added up, this is {figure}."),
        ("sum: [hours-asked, for-hours]", Unit.NUMBER, "Added up, this is {figure}."),  # no sum: the lint tells it
        ("convert: for-hours, by: a-year", Unit.POUNDS_A_YEAR, "In the other unit, this is {figure}."),
    ],
)
def test_what_a_line_leaves_out_follows_from_its_operation(line: str, unit: Unit | None, because: str) -> None:
    scheme, _ = read(WORDS.replace("results:\n", f"  - {{id: bare, {line}}}\nresults:\n"))
    bare = scheme.line("bare")
    assert (bare.unit if bare.unit_known else None, bare.because.standard) == (unit, because)
