"""Reading a scheme file: all that is in it, all that is wrong with it, and which version is used when."""

from datetime import date
from pathlib import Path

import pytest

from portal.allocation.loading import in_effect, load, load_folder, parse
from portal.allocation.operations import Score
from portal.allocation.scheme import Scheme
from portal.files import ContentError
from portal.money import Unit
from tests.allocation.schemes import ADULT, ROOT

FILE = ADULT / "allocation" / "2026-04-01.yaml"
WORDS = FILE.read_text(encoding="utf-8")


def complaints(words: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse(words, "scheme.yaml")
    return [str(complaint) for complaint in caught.value.complaints]


def test_the_fingerprint_is_of_the_content_and_not_of_its_looks(adult: Scheme) -> None:
    looks = "# Another comment\n" + WORDS.replace("version: 2026-04", "version: '2026-04'")
    assert parse(looks, "scheme.yaml").fingerprint == adult.fingerprint


@pytest.mark.parametrize(
    ("old", "new"), [("full: 9}", "full: 9.5}"), ("Washing comes up every day.", "It is daily."), ("7.50", "7.51")]
)
def test_any_change_of_content_changes_the_fingerprint(adult: Scheme, old: str, new: str) -> None:
    assert old in WORDS
    assert parse(WORDS.replace(old, new), "scheme.yaml").fingerprint != adult.fingerprint


def test_the_canonical_text_is_the_scheme(adult: Scheme) -> None:
    again = parse(adult.document, "kept")
    assert (again.fingerprint, again.document) == (adult.fingerprint, adult.document)
    assert [line.operation for line in again.lines if isinstance(line.operation, Score)] == [
        line.operation for line in adult.lines if isinstance(line.operation, Score)
    ]


def test_all_that_is_wrong_is_said_at_once_with_its_line() -> None:
    broken = WORDS.replace(
        "unit: trips a week\n    title: Trips with someone", "unit: outings\n    title: Trips with someone"
    )
    broken = broken.replace("multiply: trip-hours", "multiply: trip-hour").replace(
        "line: weekly, headline: true", "line: weekly"
    )
    found = complaints(broken)
    assert len(found) >= 3
    assert any("[unknown-unit]" in each and "scheme.yaml:" in each for each in found)
    assert any("[unknown-line]" in each and "Did you mean `trip-hours`?" in each for each in found)
    assert any("[no-headline]" in each for each in found)


def test_a_field_that_nothing_reads_is_complained_of() -> None:
    (found,) = complaints(WORDS.replace("    at_most: 7\n", "    at_most: 7\n    at_mots: 8\n"))
    assert "[unknown-field]" in found


def test_a_float_is_never_made_of_a_figure() -> None:
    assert str(parse(WORDS.replace("figure: 7.50", "figure: 0.1"), "x").rates["price-of-a-point"].figures[0]) == "0.1"
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "portal" / "allocation").rglob("*.py"))
    assert "float" not in source + (ROOT / "portal" / "money.py").read_text(encoding="utf-8")


def test_a_folder_gives_all_versions_oldest_first(tmp_path: Path) -> None:
    (tmp_path / "2027-04-01.yaml").write_text(
        WORDS.replace("starts: 2026-04-01\npeople", "starts: 2027-04-01\npeople"), "utf-8"
    )
    (tmp_path / "2026-04-01.yaml").write_text(WORDS, "utf-8")
    versions = load_folder(tmp_path)
    assert [scheme.starts for scheme in versions] == [date(2026, 4, 1), date(2027, 4, 1)]
    assert in_effect(versions, date(2027, 3, 31)) == versions[0]
    assert in_effect(versions, date(2027, 4, 1)) == versions[1]
    assert in_effect(versions, date(2026, 3, 31)) is None


def test_a_file_is_named_after_the_day_it_starts(tmp_path: Path) -> None:
    (tmp_path / "2026-05-01.yaml").write_text(WORDS, "utf-8")
    with pytest.raises(ContentError, match="wrong-file-name"):
        load_folder(tmp_path)


def test_a_scheme_declares_its_inputs_and_needs_no_questionnaire(adult: Scheme) -> None:
    inputs = {one.id: one for one in adult.inputs}
    assert inputs["washing"].options == ("alone", "hard", "prompt", "some", "full")
    assert inputs["nights-count"].at_least == 0
    assert inputs["nights-count"].at_most == 7
    assert inputs["helper-does"].group == "people-who-help"
    assert inputs["people-who-help"].kind == "group"
    assert inputs["nights"].kind == "any"
    assert adult.questions_used == set(inputs)


def test_nothing_private_or_about_who_a_person_is_counts(adult: Scheme) -> None:
    never = {"more-1", "more-2", "more-3", "more-4", "date-of-birth", "conditions", "language", "name"}
    assert not adult.questions_used & never


def test_a_line_knows_its_unit_and_its_place_in_the_file(adult: Scheme) -> None:
    line = adult.line("weekly")
    assert line.unit is Unit.POUNDS_A_WEEK
    assert WORDS.split("\n")[line.mark.line - 1].strip() == "- id: weekly"


def test_a_loaded_scheme_is_the_same_each_time() -> None:
    assert load(FILE).fingerprint == load(FILE).fingerprint
