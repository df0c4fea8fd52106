"""Search in the guides: spelling is forgiven, words of the same meaning are known, and nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.files import ContentError
from portal.guides import Figures, Index, load_guide, load_synonyms
from portal.guides.searching import MOST_FOUND, stems, words_of
from tests.guides.conftest import CHAPTER, EASY, ROOT
from tests.web.running import content

if TYPE_CHECKING:
    from pathlib import Path

SYNONYMS = load_synonyms(ROOT / "guides" / "synonyms.yaml")
WHOLE = Index(content().guides, SYNONYMS)
ALIKE = [("boss", "employer"), ("sack", "end the job")]


@pytest.fixture
def index(folder: Path, figures: Figures) -> Index:
    """A guide with a chapter on pay and one on ending a job."""
    ending = CHAPTER.replace("First steps", "Ending the job").replace("Pay fairly {#pay}", "Last day {#pay}")
    (folder / "02-ending.md").write_text(ending.replace("Pay at least {figure:wage} an hour.", "The employer says so."))
    (folder / "02-ending.easy.yaml").write_text(EASY, encoding="utf-8")
    return Index([load_guide(folder, figures)], ALIKE)


def chapters(index: Index, typed: str) -> list[str]:
    return [place.chapter for place in index.find(typed).places]


def test_a_word_is_found_in_any_of_its_forms(index: Index) -> None:
    assert chapters(index, "fair")[0] == chapters(index, "fairly")[0] == "first-steps"


def test_a_misspelt_word_is_taken_for_the_nearest_and_this_is_told(index: Index) -> None:
    answer = index.find("fairrly")
    assert answer.places[0].chapter == "first-steps"
    assert answer.meant == (("fairrly", "fairly"),)


def test_words_of_the_same_meaning_find_each_other(index: Index) -> None:
    assert chapters(index, "boss")[0] == "ending"
    assert chapters(index, "sack")[0] == "ending"


def test_a_phrase_counts_only_where_all_of_it_is_said(index: Index) -> None:
    assert "first-steps" not in chapters(index, "sack")


def test_the_beginning_of_a_part_reads_as_it_stands_in_the_page(index: Index) -> None:
    assert index.find("fairly").places[0].beginning == "Pay at least {figure:wage} an hour."
    assert all(" ." not in place.beginning and " ’" not in place.beginning for place in WHOLE.find("agency").places)


def test_little_words_and_nonsense_find_nothing(index: Index) -> None:
    for typed in ("", "the of and", "qqqzzz", "?!"):
        assert index.find(typed).places == ()


def test_the_name_of_a_figure_is_not_searched(index: Index) -> None:
    assert "figure" not in words_of("Pay {figure:wage} an hour.")
    assert index.find("wage").places == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_nothing_that_somebody_types_breaks_the_search(typed: str) -> None:
    assert len(WHOLE.find(typed).places) <= MOST_FOUND


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["insurance", "pension", "holiday", "contract", "training", "medicine"]), st.data())
def test_one_letter_left_out_changes_little(word: str, data: st.DataObject) -> None:
    out = data.draw(st.integers(1, len(word) - 2))
    typed = word[:out] + word[out + 1 :]
    first = WHOLE.find(word).places[:5]
    assert {place.chapter for place in WHOLE.find(typed).places} & {place.chapter for place in first}


@pytest.mark.parametrize("group", SYNONYMS, ids=lambda group: group[0].replace(" ", "-"))
def test_each_line_of_synonyms_leads_somewhere(group: tuple[str, ...]) -> None:
    assert all(stems(phrase) for phrase in group)
    assert all(WHOLE.find(phrase).places for phrase in group), group


def test_a_broken_list_of_synonyms_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.yaml"
    file.write_text("synonyms:\n  - boss\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_synonyms(file)
    assert [each.code for each in caught.value.complaints] == ["wrong-kind"]
