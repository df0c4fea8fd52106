"""A profile's own settings over those of the council it is filled up from."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.council import load_council
from portal.files import ContentError

HERE = Path(__file__).parents[2] / "questionnaires"
DEFAULT = load_council(HERE / "council.yaml")


OWN_DAYS = "stages: [{id: first-review, title: Soon, next: Then, who: both, target_days: 9}]\n"


def write(folder: Path, words: str) -> Path:
    (folder / "profile").mkdir()
    (folder / "council.yaml").write_bytes((HERE / "council.yaml").read_bytes())
    path = folder / "profile" / "council.yaml"
    path.write_text(words, "utf-8")
    return path


def test_what_a_profile_does_not_say_is_as_in_the_file_that_it_names(tmp_path: Path) -> None:
    own = "rest_as_in: ../council.yaml\nid: other\ncouncil: {name: Other}\n"
    own += "service:\n  strapline: {text: One, easy: Two.}\n"
    found = load_council(write(tmp_path, own))
    assert (found.id, found.council.name, found.council.web) == ("other", "Other", DEFAULT.council.web)
    assert (found.service.strapline.standard, found.service.strapline.for_helper) == ("One", None)
    assert found.stages == DEFAULT.stages


def test_a_list_of_its_own_replaces_the_whole_list(tmp_path: Path) -> None:
    found = load_council(write(tmp_path, "rest_as_in: ../council.yaml\npaper_forms: {formats: [braille]}\n"))
    assert [each.standard for each in found.paper_forms.formats] == ["braille"]
    assert found.paper_forms.phone == DEFAULT.paper_forms.phone


def test_the_days_of_reviews_stand_in_one_place_for_the_stages_too(tmp_path: Path) -> None:
    found = load_council(write(tmp_path, "rest_as_in: ../council.yaml\nreviews: {first_by_days: 21}\n"))
    days = {each.id: each.target_days for each in found.stages}
    assert (days["first-review"], days["yearly-review"], days["plan"]) == (21, 365, 28)


@pytest.mark.parametrize(
    ("words", "what", "line"),
    [
        ("rest_as_in: ../other.yaml\n", "There is no file", 1),
        ("id: x\nrest_as_in: council.yaml\n", "There is no file", 1),
        ("rest_as_in: ../council.yaml\ncouncil:\n  nam: Other\n", "`nam` is not known here.", 3),
        ("rest_as_in: ../council.yaml\nreviews:\n  payment_months: 7\n", "less than or equal to 6", 3),
        (f"rest_as_in: ../council.yaml\n{OWN_DAYS}", "stand under `reviews`", 2),
        ("id: alone\n", "This setting is not there.", 1),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, words: str, what: str, line: int) -> None:
    with pytest.raises(ContentError) as refused:
        load_council(write(tmp_path, words))
    assert any(what in each.what and each.line == line for each in refused.value.complaints)
