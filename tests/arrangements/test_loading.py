"""The words about ways: complete, in order, and shown where they belong."""

from pathlib import Path

import pytest

from portal.arrangements.loading import load
from portal.arrangements.model import Way
from portal.files import ContentError

WAY = """
  - id: {way}
    title: A way
    summary: What it is
    you_decide: What is decided
    you_must: What must be done
    help: What help there is
    change: How to change
"""
USES = "    uses: [{id: agency, title: An agency, guide: choosing-an-agency}]\n"
POINT = "  - {{id: {name}, title: A point, text: The point, shown_for: [direct-payment, mixed], uses: [agency]}}\n"
PARTS = "parts:\n  - {id: food, title: Food, line: food, period: weekly}\n"


def written(folder: Path, *, ways: list[str], points: int = 5, parts: str = PARTS, more: str = "") -> Path:
    text = "id: adult\nways:" + "".join(WAY.format(way=way) + (USES if way == "direct-payment" else "") for way in ways)
    text += parts + "awareness:\n" + "".join(POINT.format(name=f"point-{place}") for place in range(points)) + more
    path = folder / "arrangements.yaml"
    path.write_text(text, encoding="utf-8")
    return path


ALL = [way.value for way in Way]


def codes(path: Path) -> set[str]:
    with pytest.raises(ContentError) as caught:
        load(path)
    return {complaint.code for complaint in caught.value.complaints}


def test_every_way_is_described_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = load(written(tmp_path, ways=ALL))
    assert [words.way for words in found.ways] == list(Way)
    assert found.way(Way.MIXED).change.standard == "How to change"
    assert found.way(Way.MIXED).change.key == "adult/arrangements/mixed/change"


def test_a_way_left_out_is_complained_of(tmp_path: Path) -> None:
    assert codes(written(tmp_path, ways=ALL[:-1])) == {"ways-not-complete"}


def test_fewer_than_five_awareness_points_are_complained_of(tmp_path: Path) -> None:
    assert codes(written(tmp_path, ways=ALL, points=4)) == {"awareness-not-complete"}


def test_all_complaints_come_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path, ways=["managed", "cheque"], points=3, parts="parts:\n  - {id: food, title: Food}\n", more="x: y\n"
    )
    assert codes(path) >= {
        "unknown-value",
        "ways-not-complete",
        "awareness-not-complete",
        "missing-field",
        "unknown-field",
    }


def test_points_are_shown_when_the_choice_or_a_part_employs_or_buys(tmp_path: Path) -> None:
    found = load(written(tmp_path, ways=ALL))
    assert found.shown_for([Way.MANAGED]) == ()
    assert len(found.shown_for([Way.MANAGED, Way.DIRECT_PAYMENT])) == 5


def test_points_about_other_uses_are_not_shown(tmp_path: Path) -> None:
    found = load(written(tmp_path, ways=ALL))
    assert found.shown_for([Way.DIRECT_PAYMENT], ["something-else"]) == ()
    assert len(found.shown_for([Way.DIRECT_PAYMENT], ["agency"])) == 5


def test_a_way_can_be_left_out_openly_and_then_needs_no_parts(tmp_path: Path) -> None:
    ways = ["managed", "direct-payment", "not-sure"]
    found = load(written(tmp_path, ways=ways, parts="", more="left_out: [individual-service-fund, mixed]\n"))
    assert [words.way.value for words in found.ways] == ways
    assert found.parts == ()


def test_nobody_leaves_out_a_direct_payment_or_the_council(tmp_path: Path) -> None:
    ways = [way for way in ALL if way != "direct-payment"]
    path = written(tmp_path, ways=ways, more="left_out: [direct-payment]\n")
    assert "way-left-out" in codes(path)


def test_a_way_that_is_left_out_is_not_described(tmp_path: Path) -> None:
    assert codes(written(tmp_path, ways=ALL, more="left_out: [mixed]\n")) == {"ways-not-complete"}
