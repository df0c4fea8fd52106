"""What authors of content are told, and that nothing is read as something else."""

import contextlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files import Complaint, ContentError, Reader, parse_yaml, read_front_matter, read_yaml


def complaints_of(words: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_yaml(words, "a.yaml")
    return [str(each) for each in caught.value.complaints]


def test_no_stays_a_word_and_a_time_stays_a_time() -> None:
    fields = parse_yaml("value: no\ntime: 12:30\nid: 012\n", "a.yaml").fields()
    assert [fields[name].text() for name in ("value", "time", "id")] == ["no", "12:30", "012"]


def test_numbers_are_exact() -> None:
    fields = parse_yaml("rate: 151.20\npoints: 10\n", "a.yaml").fields()
    assert fields["rate"].decimal() == Decimal("151.20")
    assert str(fields["rate"].decimal()) == "151.20"
    assert fields["points"].whole() == 10


def test_flags_and_days_are_read() -> None:
    fields = parse_yaml("published: true\nstarts: 2026-04-01\n", "a.yaml").fields()
    assert fields["published"].flag() is True
    assert fields["starts"].day() == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "repeated-field", 3),
        ("a: [1\nb: 2\n", "not-yaml", 1),
        ("a: 1\nb: !python/object x\n", "yaml-tag", 2),
        ("a: &x [1]\nb: *x\n", "yaml-alias", 1),
        ("", "empty-file", 1),
        ("a: \x00", "not-yaml", 1),
        ("? [1, 2]\n: b\n", "wrong-kind", 1),
        ("a: 1\n---\nb: 2\n", "not-yaml", 2),
        ("[" * 2000, "not-yaml", 1),
        ("%YAML 1.3\n---\na: 1\n", "not-yaml", 1),
        ("a: 1\nb: “no”\n", "curly-quotes", 2),
        ("a: {b: [1, ‘no’]}\n", "curly-quotes", 1),
        ("a:\n  - b: 1\n\u00a0 - b: 2\n", "unseen-sign", 3),
        ("a: 1\nb: {c:\u00a0plan}\n", "no-space", 2),
        ("a: 1\nb:\u00a0plan\n", "unseen-sign", 2),
        ("a: {b: “Help, at home”, c: 1}\n", "curly-quotes", 1),
        ("a: ”Help at home\n", "curly-quotes", 1),
        ("a: Help at home“\n", "curly-quotes", 1),
        ("a: 1\nb: {c:plan, d: 1}\n", "no-space", 2),
    ],
)
def test_what_yaml_would_let_through_is_refused(words: str, code: str, line: int) -> None:
    assert complaints_of(words)[0].startswith(f"a.yaml:{line}: [{code}]")


@pytest.mark.parametrize(
    ("words", "line", "what", "cure"),
    [
        ("a: 1\n\tb: 2\n", 2, "a tab in front", "Use spaces"),
        ('a: 1\nb: "x\nc: 2\n', 2, "quotation mark that opens here is never closed", "Add the missing quotation mark"),
        ('a: "x" y\nb: 1\n', 1, "end before the line does", "a quotation mark without its partner"),
        ('a: "x\\q"\n', 1, "A backslash", "write it twice"),
        ("a: 1\nb: {c: 1\nd: 2\n", 2, "The bracket { that opens here is not closed", "{name: value, name: value}"),
        ("a: 1\nb: {c: Help #1 to wash}\nd: 2\n", 2, "A # after a space ends the line", "in double quotes"),
        ("a: 1\nb: [x, y #1]\nd: 2\n", 2, "A # after a space ends the line", "in double quotes"),
        ("a: 1\nb: {c: 1 # a remark\nd: 2\n", 2, "The bracket { that opens here is not closed", "{name: value"),
        ("a: 1\nb: [x, y\nd: 2\n", 2, "The bracket [ that opens here is not closed", "[one, two]"),
        ("a: To you: welcome\n", 1, "a colon too many", "put them in double quotes"),
        ("a: 1\n  b: 2\n", 2, "stands further in than it should", "as many spaces as its neighbours"),
        ("a:\n    b: 1\n  c: 2\n", 3, "further left or further right", "exactly as many spaces"),
        ("a: 1\nb\nc: 2\n", 2, "has no colon", "Write `name: value`"),
        ("a:\n  - {b: 1}\n  {b: 2}\n  - {b: 3}\n", 3, "has no hyphen in front", "Begin it with `- `"),
        ("a: @home\n", 1, "a meaning of its own", "double quotes"),
        ("a: *home\n", 1, "begin with `*`", "double quotes"),
        ("a: > x\n", 1, "on the line of `>`", "begin the words on the next line"),
        ("a: 1\n---\nb: 2\n", 2, "a second file", "Take that line out"),
    ],
)
def test_what_is_not_yaml_is_told_without_the_words_of_yaml(words: str, line: int, what: str, cure: str) -> None:
    [told] = complaints_of(words)
    assert told.startswith(f"a.yaml:{line}: [not-yaml]")
    assert what in told
    assert cure in told
    for jargon in ("block", "mapping", "scalar", "token", "parsing", "scanning", "sequence"):
        assert jargon not in told


def test_an_id_that_stands_twice_may_want_a_hyphen() -> None:
    [told] = complaints_of("a:\n  - id: one\n    b: 1\n    id: two\n")
    assert "`id` stands here twice; the first is on line 2." in told
    assert told.endswith("Keep one of them. If something new begins here, a hyphen is missing: `- id: …`.")
    [other] = complaints_of("a: 1\na: 2\n")
    assert other.endswith("Keep one of them.")


def test_a_field_without_a_value_is_named_at_its_own_line() -> None:
    node = parse_yaml("a: 1\nb:\n\n\nc: 2\n", "a.yaml").fields()["b"]
    assert node.mark.line == 2
    within = parse_yaml("a:\n  b:\n  c: 1\n", "a.yaml", lines_before=10).fields()["a"].fields()
    assert (within["b"].mark.line, within["c"].mark.line) == (12, 13)


@given(
    st.lists(
        st.sampled_from(["a", "b: ", "- ", "\n", "\n  ", '"', "'", *"{}[],:#|>%?!\\~@`", "---", "\t"]), max_size=14
    )
)
def test_nothing_a_person_can_type_ends_in_anything_but_a_complaint(pieces: list[str]) -> None:
    with contextlib.suppress(ContentError):
        parse_yaml("".join(pieces), "a.yaml")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("a: [1]", "text"),
        ("a:", "text"),
        ("a: 1.5", "whole"),
        ("a: nan", "decimal"),
        ("a: 1e9", "decimal"),
        ("a: yes", "flag"),
        ("a: 2026-02-30", "day"),
        ("a: [1]", "day"),
        ("a: b", "items"),
        ("a: b", "fields"),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_belongs_there(words: str, read: str) -> None:
    node = parse_yaml(words, "a.yaml").fields()["a"]
    with pytest.raises(ContentError, match=r"a\.yaml:1: \[wrong-kind\] Here stands .* belongs\. \S"):
        getattr(node, read)()


def test_a_missing_file_and_a_file_in_another_encoding_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be opened"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "old.yaml").write_bytes("a: café".encode("latin-1"))
    with pytest.raises(ContentError, match="UTF-8"):
        read_yaml(tmp_path / "old.yaml")


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n", "two-versions", 2),
        ("a: 1\nb: x\x00y\n", "unseen-sign", 2),
        ("a: 1\n\x0bb: 2\n", "unseen-sign", 2),
    ],
)
def test_what_another_program_left_in_a_file_is_named(tmp_path: Path, words: str, code: str, line: int) -> None:
    for file in (tmp_path / "a.yaml", tmp_path / "a.md"):
        file.write_bytes(words.encode())
        with pytest.raises(ContentError) as refused:
            read_yaml(file) if file.suffix == ".yaml" else read_front_matter(file)
        assert (refused.value.complaints[0].code, refused.value.complaints[0].line) == (code, line)


def test_words_may_quote_somebody_in_curly_marks() -> None:
    node = parse_yaml('a: "“I can do it.”"\nb: Say “yes” or “no”\n', "a.yaml").fields()
    assert (node["a"].text(), node["b"].text()) == ("“I can do it.”", "Say “yes” or “no”")


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("{most: 1,400}", "Write 1400."),
        ("{most: 1,400.50}", "Write 1400.50."),
        ("{most: 0,5}", "Write 0.5."),
        ("{most: 6.40,00}", "Write numbers without a comma, and with at most one point."),
        ("{most: £1,400}", "Write numbers without a comma, and with at most one point."),
    ],
)
def test_a_number_that_its_comma_cuts_in_two_is_told_once(words: str, cure: str) -> None:
    complaints: list[Complaint] = []
    reader = Reader(parse_yaml(words, "a.yaml"), complaints)
    reader.text("most")
    reader.finish()
    assert [(one.code, one.cure) for one in complaints] == [("wrong-kind", cure)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [("1,960", "1960"), ("1 960.50", "1960.50"), ("£320", "320"), ("£1,140,000", "1140000"), ("1,96", ""), ("0,5", "")],
)
def test_a_number_with_signs_is_told_without_them(words: str, meant: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml(f'a: "{words}"', "a.yaml").fields()["a"].decimal()
    (one,) = caught.value.complaints
    assert one.cure == "Write digits with at most one point, such as 12.50." + (f" Here: {meant}." if meant else "")


def test_a_space_within_words_may_hold_them_together() -> None:
    assert parse_yaml("a: 5\u00a0miles\nb: \u200fword\n", "a.yaml").fields()["a"].text() == "5\u00a0miles"


def test_a_number_may_be_a_name() -> None:
    complaints: list[Complaint] = []
    Reader(parse_yaml("{a: 1, 400: 2}", "a.yaml"), complaints).finish()
    assert [one.code for one in complaints] == ["unknown-field", "unknown-field"]


def test_a_day_that_does_not_exist_is_told_apart_from_one_written_in_another_way() -> None:
    for words, cure in (("2026-04-31", "no such day"), ("31/4/2026", "year-month-day")):
        with pytest.raises(ContentError, match=cure):
            parse_yaml(f"a: {words}", "a.yaml").fields()["a"].day()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: café".encode("utf-8-sig"))
    assert read_yaml(tmp_path / "a.yaml").fields()["a"].text() == "café"


def test_front_matter_gives_fields_body_and_line_numbers_of_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: One\nwrong: [1]\n---\nBody\n", encoding="utf-8")
    node, body, first_line = read_front_matter(tmp_path / "a.md")
    assert (node.fields()["title"].text(), body, first_line) == ("One", "Body\n", 5)
    with pytest.raises(ContentError, match=r"a\.md:3:"):
        node.fields()["wrong"].text()
    assert node.fields()["wrong"].items()[0].mark.line == 3


def test_a_file_without_front_matter_is_told_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Body\n", encoding="utf-8")
    with pytest.raises(ContentError, match="Begin it with a line ---"):
        read_front_matter(tmp_path / "a.md")


def test_a_reader_keeps_every_complaint_and_goes_on() -> None:
    complaints: list[Complaint] = []
    reader = Reader(parse_yaml("kind: chioce\nmost: many\nanser: x\n", "a.yaml"), complaints, "question washing")
    assert reader.one_of("kind", ("choice", "text")) == "choice"
    assert reader.whole("most", 0) == 0
    assert reader.text("answer") == ""
    reader.finish()
    assert [(each.code, each.line) for each in complaints] == [
        ("unknown-value", 1),
        ("wrong-kind", 2),
        ("missing-field", 1),
        ("unknown-field", 3),
    ]
    assert "Did you mean `choice`?" in str(complaints[0])
    assert "Did you mean `answer`?" in str(complaints[3])
    assert all("question washing" in str(each) for each in complaints)


def test_a_reader_of_something_without_fields_complains_once_of_that() -> None:
    complaints: list[Complaint] = []
    reader = Reader(parse_yaml("- 1\n", "a.yaml"), complaints)
    assert reader.flag("a") is False
    assert reader.texts("b") == ()
    assert reader.inner("c") is None
    assert [each.code for each in complaints] == ["wrong-kind"]


@given(st.text())
def test_any_file_is_read_or_refused_with_complaints(words: str) -> None:
    complaints: tuple[Complaint, ...] = ()
    node = None
    try:
        node = parse_yaml(words, "a.yaml")
    except ContentError as error:
        complaints = error.complaints
    assert (node is None) == bool(complaints)
