"""Cells of a file of people: whatever stands in one is an answer, exactly as written, or refused with a sentence."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.loading import load
from portal.costing.cells import answer_in
from portal.costing.files import read_caseload
from portal.costing.refusing import Unreadable
from tests.allocation.schemes import DAY

SCHEME = load(Path(__file__).parents[1] / "allocation" / "shapes" / "help-by-each-person.yaml")
INNER = {one.id: one for one in SCHEME.inputs if one.group is not None}
OUTER = {one.id: one for one in SCHEME.inputs if one.group is None or one.kind == "group"}
GROUP, KEY = OUTER["helpers"], "does"
LIST = json.dumps([{KEY: "2"}])


def answers(word: str) -> Any:
    return answer_in(word, GROUP, INNER)


@pytest.mark.parametrize("written", ["0", "9.99", "0.1", "1.10", "12", '"12"', "1e1"])
def test_a_figure_inside_a_group_is_exact_without_quotation_marks(written: str) -> None:
    assert answers(f'[{{"{KEY}": {written}}}]') == ({KEY: Decimal(written.strip('"'))},)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("true", f"“true” is no answer, in “{KEY}” of the column “helpers”"),
        ("false", "“false” is no answer"),
        ("NaN", "“NaN” is no number"),
        ("-Infinity", "“-Infinity” is no number"),
        ("1_5", "cannot be read"),
        ('"1_5"', "“1_5” is no number"),
        ("0." + 60 * "1", "is no number"),
        ("1." + 80 * "0" + "1", "is no number"),
        ("[1]", "A list is no answer"),
        ("{}", "A list is no answer"),
        ('"\\ud800"', "cannot be read"),
        (f'1, "{KEY}": 2', "cannot be read"),
    ],
)
def test_what_is_no_answer_inside_a_group_is_told(written: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        answers(f'[{{"{KEY}": {written}}}]')


def test_a_list_that_never_ends_is_told() -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        answers(100_000 * "[")


def test_a_name_inside_a_group_that_is_nearly_one_that_counts_is_told() -> None:
    with pytest.raises(Unreadable, match="Nothing counts “doe”, in the column “helpers”"):
        answers('[{"doe": 2, "sure": "yes"}]')
    assert answers('[{"does": 2, "doe": 3, "relation": "sister"}]') == ({"does": Decimal(2)},)


def test_what_stands_empty_inside_a_group_was_not_asked() -> None:
    assert answers(f'[{{"{KEY}": null}}]') == ({},)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("not-sure"),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from([*INNER, "odd"]), inside, max_size=3),
    max_leaves=6,
)
words = (
    st.text(max_size=8)
    | st.sampled_from(["", "|", "unanswered", "NaN", "-0", "1e-400", "1e9", "１２", "2026-02-30", "no", LIST])
    | st.decimals(allow_nan=False).map(str)
    | anything.map(json.dumps)
    | st.lists(st.dictionaries(st.sampled_from([*INNER, "odd"]), anything, max_size=3), max_size=3).map(json.dumps)
)
columns = st.integers(1, 4).flatmap(
    lambda rows: st.dictionaries(
        st.sampled_from([*OUTER, "cost now", "by place"]),
        st.lists(words, min_size=rows, max_size=rows),
        min_size=1,
        max_size=3,
    )
)
whatever: st.SearchStrategy[list[Any]] = st.one_of(
    st.lists(st.booleans(), min_size=2, max_size=2),
    st.lists(st.floats(), min_size=2, max_size=2),
    st.lists(st.integers(-(2**62), 2**62) | st.none(), min_size=2, max_size=2),
    st.lists(st.dates(), min_size=2, max_size=2),
    st.sampled_from([[[1], [2]], [{KEY: 1}, {KEY: 2}]]),
)


def reckoned(path: Path) -> None:
    """The figure of each person, or a sentence about the file that can be shown."""
    try:
        for part in read_caseload(path, [SCHEME]):
            many = calculate_many(SCHEME, part.people, DAY)
            assert many.headline is not None
            assert len(many.headline.figure.decimals()) == part.people.size
    except Unreadable as told:
        str(told).encode()


@given(table=columns)
@settings(max_examples=150, deadline=None)
def test_odd_cells_give_a_figure_or_a_sentence(table: dict[str, list[str]], tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("people") / "people.csv"
    written = {
        name: pa.array([word.encode("utf-8", "replace").decode() for word in words]) for name, words in table.items()
    }
    pyarrow.csv.write_csv(pa.table(written), path)
    reckoned(path)


@given(name=st.sampled_from([*OUTER, "cost now", "by place"]), values=whatever)
@settings(max_examples=80, deadline=None)
def test_odd_columns_of_parquet_give_a_figure_or_a_sentence(
    name: str, values: list[Any], tmp_path_factory: Any
) -> None:
    path = tmp_path_factory.mktemp("people") / "people.parquet"
    pyarrow.parquet.write_table(pa.table({name: values}), path)
    reckoned(path)


def test_a_tiny_figure_beside_nought_is_sent_back_like_any_that_is_not_offered(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("needed\n9.9999776301E-10\n", "utf-8")
    reckoned(path)


def test_a_list_in_parquet_reads_like_one_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    pyarrow.parquet.write_table(pa.table({GROUP.id: [f'[{{"{KEY}": 0.1}}]', LIST]}), path)
    found = next(read_caseload(path, [SCHEME])).people.groups[GROUP.id].items[KEY].numbers
    assert found is not None
    assert found.decimals() == [Decimal("0.1"), Decimal(2)]
