"""Who a roll-out begins with: one group is enough, postcodes are compared whole, nobody is turned away."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cohorts import CODES, By, Placement, load_cohorts
from portal.cohorts.postcodes import is_listed_well, lies_in, tidy
from portal.files import ContentError

EXAMPLES = Path(__file__).parent / "lint_examples"
COHORTS = load_cohorts(EXAMPLES / "cohort-share" / "accept.yaml")
DAY = date(2026, 11, 21)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_rule_rejects_one_example_and_accepts_the_other(code: str) -> None:
    with pytest.raises(ContentError) as refused:
        load_cohorts(EXAMPLES / code / "reject.yaml")
    assert {each.code for each in refused.value.complaints} == {code}
    assert all(each.line > 0 and each.cure.endswith((".", "?")) for each in refused.value.complaints)
    assert load_cohorts(EXAMPLES / code / "accept.yaml").cohorts


def test_every_example_belongs_to_a_rule() -> None:
    assert {folder.name for folder in EXAMPLES.iterdir()} == set(CODES)


@pytest.mark.parametrize(
    ("ticked", "postcode", "by", "cohort"),
    [
        ({"stroke": True}, "", By.ANSWERS, "stroke"),
        ({"stroke": True}, "ZZ1 1ZZ", By.ANSWERS, "stroke"),
        ({}, "ZZ1 1ZZ", By.POSTCODE, "harbour"),
        ({"stroke": False}, " zz11zz ", By.POSTCODE, "harbour"),
        ({}, "ZZ2 3AB", By.POSTCODE, "harbour"),
        ({}, "ZZ3 4AB", By.POSTCODE, "harbour"),
    ],
)
def test_one_group_is_enough(ticked: dict[str, bool], postcode: str, by: By, cohort: str) -> None:
    assert COHORTS.placed(ticked, postcode, DAY) == Placement(by, cohort, DAY)


@pytest.mark.parametrize(
    "postcode", ["", "ZZ11 1ZZ", "ZZ2 4AB", "ZZ3 4AC", "ZZ1", "nonsense", "Z" * 500, "ZZ1 1ZZ\0" * 9]
)
def test_somebody_elsewhere_is_outside_and_can_join(postcode: str) -> None:
    assert COHORTS.placed({}, postcode, DAY) is None
    assert COHORTS.joined(DAY) == Placement(By.JOINED, None, DAY)


@pytest.mark.parametrize(
    ("day", "open_groups"),
    [
        (date(2026, 3, 31), set()),
        (date(2026, 4, 1), {"stroke", "harbour"}),
        (date(2027, 3, 31), {"stroke", "harbour"}),
        (date(2027, 4, 1), {"harbour"}),
    ],
)
def test_a_group_is_open_from_its_first_day_to_its_last(day: date, open_groups: set[str]) -> None:
    found = {COHORTS.placed({"stroke": True}, "", day), COHORTS.placed({}, "ZZ1 1ZZ", day)} - {None}
    assert {each.cohort for each in found if each} == open_groups
    assert COHORTS.running(day, "adult") is bool(open_groups)


def test_only_the_questionnaires_that_are_named_are_concerned() -> None:
    wirral = load_cohorts(Path(__file__).parents[2] / "questionnaires" / "wirral-model" / "cohorts.yaml")
    assert wirral.running(DAY, "adult")
    assert not wirral.running(DAY, "carer")
    assert wirral.share is not None
    assert wirral.share.per_cent == 10


def test_the_share_of_counted_people_is_whole_people_and_needs_the_day_of_counting(tmp_path: Path) -> None:
    assert COHORTS.share is not None
    assert (COHORTS.share.wanted, COHORTS.share.counted) == (5, date(2026, 4, 1))
    words = (EXAMPLES / "cohort-share" / "accept.yaml").read_text("utf-8")
    for left_out, wanted in ((", people: 41", "cohort-share"), (", counted: 2026-04-01", "cohort-share")):
        (tmp_path / "cohorts.yaml").write_text(words.replace(left_out, ""), "utf-8")
        with pytest.raises(ContentError) as refused:
            load_cohorts(tmp_path / "cohorts.yaml")
        assert [each.code for each in refused.value.complaints] == [wanted]


def test_a_share_is_no_part_of_one(tmp_path: Path) -> None:
    words = (EXAMPLES / "cohort-share" / "accept.yaml").read_text("utf-8")
    (tmp_path / "cohorts.yaml").write_text(words.replace("per_cent: 10", "per_cent: 0.1"), "utf-8")
    with pytest.raises(ContentError) as refused:
        load_cohorts(tmp_path / "cohorts.yaml")
    assert [each.cure for each in refused.value.complaints] == ["Write it in per cent: 10 for 0.1."]


POSTCODES = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True)


@given(POSTCODES, POSTCODES)
def test_a_postcode_lies_in_its_own_halves_and_in_no_other(one: str, other: str) -> None:
    outward, inward = one.split(" ")
    assert tidy(one.lower().replace(" ", "")) == one
    for listed in (one, outward, f"{outward} {inward[0]}"):
        assert is_listed_well(listed)
        assert lies_in(one, listed)
    assert lies_in(other, outward) is (other.split(" ", maxsplit=1)[0] == outward)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_postcode_or_nothing(typed: str) -> None:
    assert tidy(typed) in {"", tidy(tidy(typed))}
