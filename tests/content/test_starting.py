"""The table of where a budget starts and the questionnaire fit: no row and no answer is left without the other."""

from functools import cache
from pathlib import Path

import pytest

from portal.allocation.basis import load_basis
from portal.content.starting import unmet
from portal.questionnaires.loading import load
from portal.questionnaires.model import Questionnaire

ADULT = Path(__file__).parents[2] / "questionnaires" / "adult"
WRITTEN = (ADULT / "basis.yaml").read_text("utf-8")
NEW = WRITTEN[WRITTEN.index("  - id: new-to-support") : WRITTEN.index("  - id: needs-have-grown")]
SAME = "{question: needs-changed, is: same}"
NO_ROW, UNREACHED = "basis-answer-without-row", "basis-unreachable-row"


@cache
def adult() -> Questionnaire:
    return load(ADULT / "questionnaire.yaml")


def told(tmp_path: Path, was: str, now: str) -> dict[str, str]:
    """What is said of the table once these words are replaced, by its code."""
    assert was in WRITTEN
    place = tmp_path / "basis.yaml"
    place.write_text(WRITTEN.replace(was, now, 1), encoding="utf-8")
    return {one.code: f"{one.where}: {one.what}" for one in unmet(load_basis(place), adult())}


@pytest.mark.parametrize(
    ("was", "now", "code", "says"),
    [
        (NEW, "", NO_ROW, "rows: Whoever answers “no” to “support-now” comes to no row"),
        ('now, is: "no"', 'now, is: "yes"', NO_ROW, "rows: Whoever answers “no” to “support-now” comes to no row"),
        ('now, is: "no"', 'now, is: "yes"', UNREACHED, "row “needs-have-grown”: Wherever it holds, “new-to-support”"),
        (
            SAME,
            '{question: more-support, is: "no"}',
            UNREACHED,
            "row “support-goes-on”: Wherever it holds, “support-is",
        ),
        (
            SAME,
            f'{{all: [{SAME}, {{question: support-now, is: "no"}}]}}',
            UNREACHED,
            "row “support-goes-on”: No answers",
        ),
        ("cost: support-cost", "cost: support-now", "basis-without-cost", "“support-now” does not ask for a sum"),
        (
            "starts_from: scheme",
            "starts_from: cost-in-place\n    cost: support-cost",
            "basis-cost-not-asked",
            "row “new-to-support”: It starts from “support-cost”, asked only where",
        ),
        (
            "      easy: You have no support yet. So we look at what you need.\n",
            "",
            "missing-wording",
            "“new-to-support”",
        ),
    ],
)
def test_a_slip_in_the_table_is_told(tmp_path: Path, was: str, now: str, code: str, says: str) -> None:
    assert says in told(tmp_path, was, now)[code]


WORKER = "{all: [{question: start-with, is: worker}, {not: {question: start-with, any_of: [not-sure, talk]}}]}"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (WORKER, "{question: start-with, is: worker}"),
        ('more-support, is: "no"', 'more-supprt, is: "no"'),  # told by its name, elsewhere
        ('now, is: "no"', 'now, any_of: ["no", not-sure]'),
    ],
)
def test_what_can_be_right_is_not_told(tmp_path: Path, was: str, now: str) -> None:
    assert told(tmp_path, was, now) == {}


def test_the_tables_that_stand_here_are_in_order() -> None:
    assert list(unmet(load_basis(ADULT / "basis.yaml"), adult())) == []
