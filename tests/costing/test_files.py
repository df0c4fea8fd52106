"""Files of people: what was written is what is read, in parts of any size."""

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet
import pytest

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.loading import load
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from portal.costing.files import number_of_people, read_caseload, write_people
from portal.costing.inventing import Somebody
from portal.costing.refusing import Unreadable
from tests.allocation.caseload.random_people import somebody
from tests.allocation.schemes import ADULT, DAY

SCHEME = load(ADULT / "allocation" / "2026-04-01.yaml")
QUESTIONS = [one.id for one in SCHEME.inputs if one.group is None or one.kind == "group"]


def everybody(count: int) -> list[Somebody]:
    """People whose answers a file can hold."""
    chance = Random(4)
    people = (somebody(chance, SCHEME, DAY, strangeness=0.02) for _ in range(8 * count))
    plain = [one for one in people if all(_holds(answer) for answer in one.values())]
    return [Somebody(facts, {"locality": "North"}, Decimal("12.5")) for facts in plain[:count]]


def _holds(answer: Any) -> bool:
    if isinstance(answer, tuple):
        return all(_holds(each) for one in answer for each in (one.values() if isinstance(one, dict) else [one]))
    return isinstance(answer, Missing | Decimal) or (isinstance(answer, str) and answer not in set(Missing))


def results(scheme: Scheme, people: Any) -> list[object]:
    many = calculate_many(scheme, people, DAY)
    assert many.headline is not None
    return list(zip(many.headline.figure.decimals(), many.refusals.tolist(), strict=True))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("chunk", [7, 1000])
def test_a_file_gives_back_the_people_that_were_written(ending: str, chunk: int, tmp_path: Path) -> None:
    path, people = tmp_path / f"people.{ending}", everybody(50)
    assert write_people(people, QUESTIONS, path) == 50
    read = list(read_caseload(path, [SCHEME], chunk))
    assert [part.people.size for part in read] == ([7] * 7 + [1] if chunk == 7 else [50])
    found = [one for part in read for one in results(SCHEME, part.people)]
    assert found == results(SCHEME, gather([one.facts for one in people], SCHEME.questions_used))
    assert number_of_people(path) == (50 if ending == "parquet" else None)
    first = read[0]
    assert first.cost_now is not None
    assert first.cost_now.decimals()[0] == Decimal("12.5")
    assert first.kinds["locality"].names == ("North",)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("surname\nSmith\n", "surname"),
        ("trips\nmany\n", "“many” is no number"),
        ("people-who-help\nAnn\n", "“Ann”"),
        ("cost now\n12.345\n", "12.345"),
        ("cost now\n-1\n", "“-1” cannot be what somebody's support costs"),
        ("cost now\n1e300\n", "“1e300” cannot be"),
        ("trips\n1e300\n", "“1e300” is no number"),
        ("trips,trips\n1,1\n", "The column “trips” stands there twice"),
        ("cost now,cost now in pounds a year\n1,52\n", "twice what support costs"),
        ("by \nNorth\n", "has no name"),
        ("", "is empty"),
        ("by place\nCafé\n", "is not saved as UTF-8"),
    ],
)
def test_a_cell_or_column_that_cannot_be_read_is_named(words: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(words, "latin-1" if "é" in words else "utf-8")
    with pytest.raises(Unreadable, match=said):
        list(read_caseload(path, [SCHEME]))


def test_pounds_are_read_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('cost now\n"£1,012.50"\n 7 \n', "utf-8-sig")
    cost = next(read_caseload(path, [SCHEME])).cost_now
    assert cost is not None
    assert cost.decimals() == [Decimal("1012.5"), Decimal(7)]


def test_what_only_calls_itself_parquet_is_told(tmp_path: Path) -> None:
    fake, lists = tmp_path / "fake.parquet", tmp_path / "lists.parquet"
    fake.write_text("hello", "utf-8")
    pyarrow.parquet.write_table(pyarrow.table({"trips": [[1]]}), lists)
    for read in (lambda: number_of_people(fake), lambda: list(read_caseload(lists, [SCHEME]))):
        with pytest.raises(Unreadable, match="is no Parquet file with plain columns"):
            read()
