"""How budgets are worked out, in public: whole, true to the document, for every operation and every version."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from lxml.html import HtmlElement

from portal.allocation.examples import load_examples
from portal.allocation.loading import examples_of as own_examples
from portal.allocation.loading import load, parse
from portal.allocation.loading_lines import OPERATIONS
from portal.allocation.operations import Operation
from portal.allocation.parts import NOWHERE, Beyond, Says, Table, TableRow, TableVersion
from portal.content import load_content
from portal.money import Unit
from portal.web.app import build
from portal.web.budget.rows import COUNTED, PERIODS
from portal.web.schemes.drawn import drawn
from portal.web.schemes.operations import SENTENCES, SWITCHES, TAKES, Said
from portal.web.schemes.page import beyond_words
from portal.web.schemes.values import PLACE
from tests.allocation.schemes import ADULT
from tests.web.judging import words_of
from tests.web.running import HERE, Service, content, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browsing import Browser

FILE = ADULT / "allocation" / "2026-04-01.yaml"
PUBLIC = "/how-budgets-are-worked-out"
ROWS = {
    "points",
    "rows",
    "says",
    "shares",
    "instead",
    "where",
}  # shown below the sentences, whatever operation has them
ALONE = """
id: mileage
version: "3"
starts: 2026-04-01
people: carers
title: Travel of people who look after somebody
source: Made for a test
rounding: {to: 0.01, how: half-up}
rates:
  - {id: mile, title: One mile, unit: pounds, per: miles, values: [{starts: 2026-04-01, figure: 0.45, source: A test}]}
lines:
  - {id: miles, unit: miles a week, title: Miles, because: The miles., quantity: miles-driven}
  - {id: travel, unit: pounds a week, title: Travel, because: The travel., multiply: miles, by: {rate: mile}}
  - id: level
    unit: pounds a week
    title: Level
    because: The level.
    bands: travel
    rows:
      - {from: 0, below: 5, no_budget: true}
      - {from: 5, below: 50, figure: 20}
      - {from: 50, to_a_person: true}
results:
  - {id: weekly, title: A week, line: level, headline: true}
"""

LOOKED_AT = """
id: looked-at
starts: 2026-04-01
people: carers
source: Made for a test
rounding: {to: 5, how: up}
inputs: [{id: hours, kind: whole-number, at_least: 0, at_most: 50, unit: points}]
tables:
  - id: sums
    from: points
    to: pounds a week
    reading: stepped
    beyond: stays
    rows: [{at: 0, figure: 10}, {at: 20, figure: 30, to_a_person: true}]
lines:
  - {id: hours, quantity: hours}
  - {id: from-sums, table: sums, of: hours}
  - {id: most, choose: [{when_figure: {line: hours, more_than: 40}, figure: a-person}, {line: from-sums}]}
  - {id: rounded, round: most, to: 5, how: up}
  - {id: weekly, limit: rounded, at_least: 20, below: no-budget}
examples: [{id: one, answers: {hours: 3}, expect: {no_budget: true}}]
"""


OVER = ALONE.replace("starts: 2026-04-01\npeople", "starts: 2024-04-01\nends: 2026-03-31\npeople").replace(
    "[{starts: 2026-04-01", "[{starts: 2024-04-01, figure: 0.40, source: A test}, {starts: 2025-04-01"
)
SHAPES = sorted((Path(__file__).parents[1] / "allocation" / "shapes").glob("*.yaml"))


def kinds_of(kind: type) -> Iterator[Any]:
    each: type
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


@pytest.fixture(scope="module")
def two_versions(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with a second version of the adults' scheme, and a scheme that no questionnaire belongs to."""
    var = tmp_path_factory.mktemp("schemes")
    later = FILE.read_text(encoding="utf-8").replace("starts: 2026-04-01\npeople", "starts: 2027-04-01\npeople")
    later = later.replace("version: 2026-04", "version: 2027-04").replace("full: 9}", "full: 10}")
    later = later.replace(
        "figure: 7.50, source", "figure: 7.50, source: A test}\n      - {starts: 2027-04-01, figure: 7.80, source"
    )
    schemes = {
        "adult": (*content().schemes["adult"], parse(later, "later.yaml")),
        "mileage": (parse(ALONE, "mileage.yaml"),),
        "mileage-of-before": (parse(OVER, "mileage-of-before.yaml"),),
        "looked-at": (parse(LOOKED_AT, "looked-at.yaml"),),
        **{path.stem: (load(path),) for path in SHAPES},
    }
    examples = {path.stem: own_examples(path, schemes[path.stem][0]) for path in SHAPES}
    (var / "looked-at.yaml").write_text(LOOKED_AT, encoding="utf-8")
    examples["looked-at"] = own_examples(var / "looked-at.yaml", schemes["looked-at"][0])
    found = dataclasses.replace(content(), schemes=schemes, examples={**content().examples, **examples})
    service = Service(build(settings(f"sqlite:///{var / 'portal.sqlite'}", var), found))
    yield service
    service.close()


def section(browser: Browser, path: str, anchor: str) -> str:
    """The words from one heading of a page up to the next of its level."""
    tree = browser.get(path).tree
    heading: HtmlElement = tree.get_element_by_id(anchor)
    found = [heading]
    for each in heading.itersiblings():
        if each.tag == heading.tag:
            break
        found.append(each)
    return " ".join(words_of(each) for each in found)


def test_every_operation_has_its_sentence() -> None:
    assert set(SENTENCES) == set(OPERATIONS), "a new operation needs a sentence in portal/web/schemes/operations.py"


def test_every_unit_and_period_has_its_words() -> None:
    assert {unit.period for unit in Unit} - {""} == set(PERIODS)
    assert {unit.counted for unit in Unit if not unit.is_money} - {"number"} == set(COUNTED)


def test_every_sentence_is_told_in_easy_read_with_nothing_left_out() -> None:
    easy = {each.text: each.easy for each in content().pages}
    told = [each for sentences in SENTENCES.values() for each in sentences if not str(each.words).startswith("%(")]
    for each in [*told, *(Said(words) for words in TAKES.values())]:
        words = str(each.words)
        left_out = set(PLACE.findall(words)) - set(PLACE.findall(easy[words]))
        assert left_out == {each.below} - {""}, f"{words}: a place may only be left out for a list below"


def test_several_things_stand_below_their_sentence_in_easy_read(standing_service: Service) -> None:
    page = standing_service.browser().easy().get(f"{PUBLIC}/adult").tree
    [line] = page.xpath("//h3[@id='line-all-points']")
    assert line.xpath("string(following-sibling::p[1])") == "Add these together."
    (scheme,) = content().schemes["adult"]
    assert len(line.xpath("following-sibling::ul[1]/li")) == len(scheme.line("all-points").lines_used)


def test_sentences_name_fields_that_their_operation_has_and_leave_none_out() -> None:
    """A field is named in a sentence, chooses between sentences, or is shown in rows below them."""
    kinds = {
        kind.__name__: {each.name: each.default for each in dataclasses.fields(kind)} for kind in kinds_of(Operation)
    }
    combine = ["sum", "greatest", "least"]
    of_name: dict[str, set[str]] = {}
    for fields in kinds.values():
        of_name.setdefault(str(fields.get("name")), set()).update(fields)
    for kind, fields in kinds.items():
        for name in combine if kind == "Combine" else [str(fields["name"])]:
            told = {place for each in SENTENCES.get(name, ()) for place in PLACE.findall(str(each.words))}
            silent = fields.keys() - told - SWITCHES - ROWS - {"name"} - ({"take"} if name in combine else set())
            silent -= {"how_many"} if name == "sum" else set()  # all of them count
            known = fields.keys() | of_name.get(name, set())  # two kinds of operation may go by one name
            assert told <= known, f"{name}: {told - known}"
            assert not silent or kind == "Unread", f"{name} does not tell of {silent}"


def test_the_adults_scheme_shows_every_line_rate_and_option(standing_service: Service) -> None:
    page = standing_service.browser().get(f"{PUBLIC}/adult")
    (scheme,) = content().schemes["adult"]
    ids = set(page.tree.xpath("//@id"))
    assert {f"line-{line.id}" for line in scheme.lines} | set(scheme.rates) <= ids
    for line in scheme.lines:
        rows = page.tree.xpath(f"//h3[@id='line-{line.id}']/following-sibling::*[1]")
        assert words_of(rows[0]), line.id


@pytest.mark.parametrize("shape", [path.stem for path in SHAPES])
def test_a_scheme_of_any_shape_is_shown_whole(two_versions: Service, shape: str) -> None:
    page = two_versions.browser().get(f"{PUBLIC}/{shape}")
    told = words_of(page.tree)
    scheme = load(next(path for path in SHAPES if path.stem == shape))
    assert {f"line-{line.id}" for line in scheme.lines} <= set(page.tree.xpath("//@id"))
    assert "Decimal(" not in told
    assert "<portal" not in told
    assert all(line.may_fall in told for line in scheme.lines if line.may_fall), "why more may give less is public"
    assert not re.search(r"\b(None|Row|Term|Says)\(|Mark\(", told)
    for asked in (one for one in scheme.declared if one.id in scheme.questions_used and not one.group):
        assert asked.label is None or f"“{asked.label.standard}”" in told, "people read labels, not ids"
    worked = words_of(two_versions.browser().get(f"{PUBLIC}/{shape}/{scheme.starts}/examples").tree)
    expected = own_examples(next(path for path in SHAPES if path.stem == shape), scheme)
    assert worked.count("It gives what the example expects.") == len(expected) > 0


def test_where_a_budget_starts_tells_each_condition_by_itself(standing_service: Service) -> None:
    rows = standing_service.browser().get(f"{PUBLIC}/adult").tree.xpath("//h2[@id='start']/following::ol[1]/li")
    asked, ruled_out = (words_of(each) for each in rows[0].xpath("./ul/li"))
    assert asked.endswith("is “No, a worker should ask me”")
    assert "is not “I'm not sure” and not “I'd rather talk to someone”" in ruled_out
    assert words_of(rows[1].xpath("./p[1]")[0]).endswith("is “No”:")


def test_what_a_scheme_without_a_questionnaire_does_is_told_in_the_words_of_its_file(two_versions: Service) -> None:
    browser = two_versions.browser()
    told = words_of(browser.get(f"{PUBLIC}/two-stages-with-supplement").tree)
    for said in (
        "Points for the answer to “Getting up and going to bed”.",
        "By myself",
        "Years to weeks, from pounds a year to pounds a week: × 7 ÷ 365.",
        "A share of “Before contingency”, in per cent: 5%.",
    ):
        assert said in told
    assert "“Yearly”, counted in another way: “Years to weeks” (× 7 ÷ 365)." in told
    again = "Rounded to the nearest £0.01, halves up. Rounded to the nearest £0.01, halves up."
    assert again not in told
    told = words_of(browser.get(f"{PUBLIC}/weight-by-place").tree)
    assert "the answer to “Where they live” is “Supported”" in told
    assert "“Bad”, divided by 7. Rounded to the nearest 0.01, halves up." in told
    assert "Paid by: The NHS. It is shown by itself, and never added to the rest." in told
    told = words_of(browser.get(f"{PUBLIC}/minutes-every-four-weeks").tree)
    assert "in this period: a year that begins on 1 April." in told


def test_rows_at_which_a_person_looks_are_told_like_bands(two_versions: Service) -> None:
    browser, path = two_versions.browser(), f"{PUBLIC}/looked-at"
    assert "20 points£30.00 a week, and a person looks first" in section(browser, path, "tables")
    looks = section(browser, path, "looks")
    assert "From sums" in looks
    assert "Most" in looks
    assert "Weekly" not in looks


def test_what_is_above_the_last_row_or_the_greatest_answer_is_told_as_it_is(two_versions: Service) -> None:
    def above(beyond: Beyond, *last: Says) -> str:
        rows = (TableRow(Decimal(0), Decimal(5), NOWHERE), *(TableRow(Decimal(9), None, NOWHERE, one) for one in last))
        version = TableVersion(date(2026, 4, 1), "A test", rows, NOWHERE)
        return beyond_words(cast("Table", SimpleNamespace(beyond=beyond, versions=(version,))))

    with two_versions.app.test_request_context("/"):
        for beyond in (Beyond.STAYS, Beyond.TO_A_PERSON):
            assert above(beyond, Says.A_PERSON) == "Above the last row, too, a person decides."
            assert above(beyond, Says.NOT_PUBLISHED) == "What the last row says holds above it, too."
        assert above(Beyond.STAYS) == "Above the last row the figure stays the same."
    told = section(two_versions.browser(), f"{PUBLIC}/hours-then-prices-by-day-and-night", "lines")
    assert "or less. Above that there is no figure: a person looks at the answer." in told


def test_no_line_is_said_to_be_rounded_that_is_not(two_versions: Service) -> None:
    told = section(two_versions.browser(), f"{PUBLIC}/looked-at", "rounding")
    assert "Where a line, a table or a price is rounded, it says so above." in told


def test_where_there_is_no_budget_nothing_is_multiplied_by_nought(two_versions: Service) -> None:
    worked = words_of(two_versions.browser().get(f"{PUBLIC}/looked-at/2026-04-01/examples").tree)
    assert "It gives what the example expects." in worked
    assert "× 0" not in worked


def test_a_sum_that_is_not_due_is_not_called_no_budget(two_versions: Service) -> None:
    told = section(
        two_versions.browser(), f"{PUBLIC}/rochdale-carers/2026-04-01/examples", "example-had-eleven-months-ago"
    )
    assert "It is not due yet: the person had it in this period already." in told
    assert "There is no individual budget" not in told


def test_rounding_up_is_no_amount_that_is_given_up_to(two_versions: Service) -> None:
    told = section(two_versions.browser(), f"{PUBLIC}/looked-at", "lines")
    assert "“Most”, rounded up to the next £5.00." in told


def test_a_price_that_is_not_told_is_not_called_missing(two_versions: Service) -> None:
    told = words_of(two_versions.browser().get(f"{PUBLIC}/west-sussex-direct-payments").tree)
    assert "not published from Wednesday 1 April 2026." in told
    assert "“Activities”, times “Activity” (not published)." in told
    assert "No figure: one that it needs is not published." in told
    assert "no price is set" not in told
    told = words_of(two_versions.browser().get(f"{PUBLIC}/first-hours-dearer").tree)
    assert "Nobody shares: No figure: a number is too small for the table." in told


def test_the_rows_of_a_choice_follow_the_sentence_that_leads_to_them(two_versions: Service) -> None:
    page = two_versions.browser().get(f"{PUBLIC}/hours-then-prices-by-day-and-night").tree
    [line] = page.xpath("//h3[@id='line-price-of-a-night']")
    assert line.xpath("string(following-sibling::*[1])").startswith("It counts only where")
    assert line.xpath("string(following-sibling::*[2])") == "The first of these that holds:"
    assert line.xpath("name(following-sibling::*[3])") == "dl"


def test_no_price_is_in_force_in_a_version_that_is_over(two_versions: Service) -> None:
    over = words_of(two_versions.browser().get(f"{PUBLIC}/mileage-of-before").tree)
    assert "This version is not in force today." in over
    assert "£0.45 for each mile from" in over
    assert "This is in force now." not in over


def test_examples_are_worked_out_with_their_lines(standing_service: Service) -> None:
    browser = standing_service.browser()
    told = words_of(browser.get(f"{PUBLIC}/adult/2026-04-01/examples").tree)
    (scheme,) = content().schemes["adult"]
    examples = load_examples(ADULT / "examples", scheme)
    assert told.count("It gives what the example expects.") == len(examples) > 5
    assert "13 × £7.50 = £97.50 a week" in told
    assert "A week: £98.00 a week" in section(browser, f"{PUBLIC}/adult", "examples")


def test_an_example_without_a_budget_is_no_sum_of_nought(standing_service: Service) -> None:
    told = words_of(standing_service.browser().get(f"{PUBLIC}/carer/2026-04-01/examples").tree)
    assert "There is no individual budget for these answers." in told
    assert "Up to, for one year: £0.00 at most" not in told


def test_the_json_is_what_the_fingerprint_is_of(standing_service: Service) -> None:
    browser = standing_service.browser()
    answer = browser.ask("GET", f"{PUBLIC}/adult/2026-04-01/download.json")
    fingerprint = hashlib.sha256(answer.data).hexdigest()
    assert fingerprint in section(browser, f"{PUBLIC}/adult", "download")
    assert answer.headers["X-Fingerprint"] == fingerprint
    assert 'filename="adult-2026-04-01.json"' in answer.headers["Content-Disposition"]


def test_the_yaml_is_the_file_itself(standing_service: Service) -> None:
    answer = standing_service.browser().ask("GET", f"{PUBLIC}/adult/2026-04-01/download.yaml")
    assert answer.get_data(as_text=True) == FILE.read_text(encoding="utf-8")


def test_a_version_that_has_no_file_is_written_out(two_versions: Service) -> None:
    answer = two_versions.browser().ask("GET", f"{PUBLIC}/adult/2027-04-01/download.yaml")
    again = parse(answer.get_data(as_text=True), "again.yaml")
    assert again.fingerprint == answer.headers["X-Fingerprint"]


def test_all_versions_are_listed_and_the_later_one_says_what_it_changed(two_versions: Service) -> None:
    browser = two_versions.browser()
    told = section(browser, f"{PUBLIC}/adult/2027-04-01", "versions")
    assert re.search(r"2027-04: from Thursday 1 April 2027\. You are reading it\. It is still to come\.", told)
    assert "2026-04: from Wednesday 1 April 2026." in told
    assert "Price of one point, from Thursday 1 April 2027: new, £7.80 a week." in told
    assert "Washing, “Someone needs to do it with me”: now 10 points, before 9 points." in told
    assert "changed" not in section(browser, f"{PUBLIC}/adult/2026-04-01", "versions")


@pytest.mark.parametrize(("day", "over"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_a_version_is_over_once_a_later_one_is_in_force(two_versions: Service, day: date, *, over: bool) -> None:
    with two_versions.app.test_request_context("/"):
        first = two_versions.parts.content.schemes["adult"][0]
        body = drawn("adult", first, day).body
    assert ("This version is not in force today." in body) is over
    assert ("It is over." in body) is over


def test_a_version_that_is_not_in_force_says_so(two_versions: Service) -> None:
    browser = two_versions.browser()
    assert "This version is not in force today." in words_of(browser.get(f"{PUBLIC}/adult/2027-04-01").tree)
    assert "This version is not in force today." not in words_of(browser.get(f"{PUBLIC}/adult").tree)


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_a_scheme_without_a_questionnaire_is_shown_by_its_inputs(two_versions: Service, *, easy: bool) -> None:
    browser = two_versions.browser().easy() if easy else two_versions.browser()
    assert "Travel of people who look after somebody" in words_of(browser.get(f"{PUBLIC}/").tree)
    page = words_of(browser.get(f"{PUBLIC}/mileage").tree)
    for words in (
        "For people who look after somebody.",
        "We take the number that you write here: “miles-driven”." if easy else "is answered at “miles-driven”.",
        "£0.45 for each mile",
        "from £0.00 a week to less than £5.00 a week",
        "no individual budget",
        "£50.00 a week and more",
        "a person decides",
    ):
        assert words in page
    assert browser.get(f"{PUBLIC}/mileage/2026-04-01/examples").status == 200


@pytest.mark.parametrize(
    "path", ["/nothing", "/adult/2026-04", "/adult/2031-01-01", "/adult/x/examples", "/adult/x/download.json"]
)
def test_what_is_not_there_is_not_found(standing_service: Service, path: str) -> None:
    assert standing_service.browser().get(PUBLIC + path, 404).status == 404


def test_a_folder_with_schemes_alone_is_content_too(tmp_path: Path) -> None:
    for each in ("questionnaires", "guides"):
        shutil.copytree(HERE / each, tmp_path / each)
    folder = tmp_path / "questionnaires" / "mileage" / "allocation"
    folder.mkdir(parents=True)
    own = "examples:\n  - {id: far, answers: {miles-driven: 100}, expect: {lines: {travel: 45}}}\n"
    (folder / "2026-04-01.yaml").write_text(ALONE + own, encoding="utf-8")
    loaded = load_content(tmp_path)
    assert [one.version for one in loaded.schemes["mileage"]] == ["3"]
    assert [one.id for one in loaded.examples["mileage"]] == ["far"], "those in the file of a scheme are shown, too"
    assert "mileage" not in loaded.questionnaires
