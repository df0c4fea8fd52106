"""The page for authors of schemes: everything it shows can be loaded, and it leaves no operation out."""

import re
from pathlib import Path

import jsonschema
import pytest

from portal.allocation.basis import StartsFrom, load_basis
from portal.allocation.calculate import calculate
from portal.allocation.lint.rules import lint
from portal.allocation.loading import examples_of, load, read_unchecked
from portal.allocation.loading_lines import OPERATIONS
from portal.allocation.model import Reason
from portal.allocation.panel import Cause
from portal.allocation.panel_loading import load_panel
from portal.allocation.published import json_schema
from portal.allocation.standing_alone import check_alone
from portal.cohorts import load_cohorts
from portal.files import Complaint, parse_yaml
from portal.money import Unit
from tests.allocation.plain_yaml import plain
from tests.allocation.schemes import ROOT

PAGE = (ROOT / "questionnaires" / "SCHEMES.md").read_text("utf-8")
PIECES: list[str] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE, MORE, *FRAGMENTS = [each for each in PIECES if not each.startswith("# ")]
BESIDE = {each.split("\n")[0].removeprefix("# "): each for each in PIECES if each.startswith("# ")}
"""The files beside a scheme that the page shows, whole, by their names."""
NOT_YET_USED = {"unused-line", "unused-input", "unused-rate", "unused-table", "unused-conversion"}
NOT_YET_USED |= {"result-not-rounded"}  # a piece is put last, and is no result yet


def sections(words: str) -> dict[str, str]:
    """What stands under each name at the left edge; bare lines of a scheme stand under `lines`."""
    if words.startswith("- id"):
        return {"lines": re.sub(r"^(?=.)", "  ", words, flags=re.MULTILINE)}
    return dict(re.findall(r"^(\w+):\n((?:  .*\n)+)", words, re.MULTILINE))


def put_together(fragment: str) -> str:
    """The whole scheme of the page with the further inputs, and one more piece of the page."""
    head, _, body = WHOLE.partition("inputs:\n")
    found = sections("inputs:\n" + body.partition("examples:\n")[0])
    for more in (MORE, fragment):
        for name, inner in sections(more).items():
            found[name] = found.get(name, "") + inner
    return head + "".join(f"{name}:\n{inner}" for name, inner in found.items())


def test_the_whole_scheme_of_the_page_is_in_order_and_its_examples_come_out(tmp_path: Path) -> None:
    path = tmp_path / "our-scheme.yaml"
    path.write_text(WHOLE, "utf-8")
    assert [str(each) for each in check_alone(path)] == []
    assert len(examples_of(path, load(path))) == 3


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=[each.split("\n")[0].strip("- ") for each in FRAGMENTS])
def test_each_piece_of_the_page_can_be_put_into_it(fragment: str) -> None:
    words = put_together(fragment)
    assert fragment.split("\n")[1].strip() in words
    complaints: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(words, "page"), complaints)
    complaints.extend(lint(scheme))
    assert [str(each) for each in complaints if each.code not in NOT_YET_USED] == []
    jsonschema.Draft7Validator(json_schema()).validate(plain(words))
    assert calculate(scheme, {}, scheme.starts)


def test_the_panel_of_the_page_can_be_read_and_shows_every_cause(tmp_path: Path) -> None:
    path = tmp_path / "panel.yaml"
    path.write_text(BESIDE["panel.yaml"], "utf-8")
    assert {rule.cause for rule in load_panel(path).rules} == set(Cause)


def test_the_basis_of_the_page_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "basis.yaml"
    path.write_text(BESIDE["basis.yaml"], "utf-8")
    assert {row.starts_from for row in load_basis(path).rows} == {StartsFrom.COST_IN_PLACE, StartsFrom.SCHEME}


def test_the_groups_of_the_page_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "cohorts.yaml"
    path.write_text(BESIDE["cohorts.yaml"], "utf-8")
    assert len(load_cohorts(path).cohorts) == 2


def test_the_page_shows_every_operation_and_names_every_reason() -> None:
    shown = set(re.findall(r"^ {2}(?:  )?(\w+):", "".join((WHOLE, *FRAGMENTS)), re.MULTILINE))
    assert set(OPERATIONS) <= shown
    assert all(f"`{reason}`" in PAGE for reason in Reason)


def test_the_page_lists_every_unit_with_its_periods() -> None:
    rows = re.findall(r"^\| (`.*) \| (.*)\|$", PAGE, re.MULTILINE)
    listed = [
        f"{counted} {period}".strip()
        for things, periods in rows
        for counted in re.findall(r"`(.+?)`", things)
        for period in ("", *re.findall(r"`(.+?)`", periods))
    ]
    assert sorted(listed) == sorted(Unit)


def test_the_page_is_short_enough_to_be_read_and_speaks_of_no_code() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    assert len(prose.split()) < 2250
    assert not re.search(r"\b(class|function|parameter|JSON|decimal)\b", prose)
