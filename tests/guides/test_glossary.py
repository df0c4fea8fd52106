"""The word list and the organisations: what is read from their files, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.files import ContentError
from portal.guides import Figures, load_figures, load_glossary, load_organisations
from tests.guides.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WORDS = """words:
  - {id: wage, word: wage, forms: [wages, pay], unavoidable: true, meaning: Money for work., easy: Money for work.}
  - {id: boss, word: boss, meaning: Somebody who pays a worker., easy: Someone who pays you.}
"""
ORGANISATIONS = """organisations:
  - id: one
    name: One
    what: Helps.
    easy: Helps.
    address: https://www.example.org
    phone: "01632 960 100"
    checked: 2026-11-21
"""


def test_words_stand_in_the_order_of_the_alphabet_with_all_their_forms(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(WORDS, encoding="utf-8")
    glossary = load_glossary(tmp_path / "words.yaml", Figures())
    assert [entry.id for entry in glossary.entries] == ["boss", "wage"]
    assert glossary.by_form == {"boss": "boss", "wage": "wage", "wages": "wage", "pay": "wage"}
    assert [entry.unavoidable for entry in glossary.entries] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("word: boss", "word: pay", "word-twice"),
        ("Somebody who pays a worker.", "Somebody who pays £12.", "literal-figure"),
        ("Somebody who pays a worker.", "A boss " + "and " * 25 + "so on.", "long-sentence"),
        ("easy: Someone who pays you.", "simple: Someone who pays you.", "missing-field"),
    ],
)
def test_a_broken_word_list_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    (tmp_path / "words.yaml").write_text(WORDS.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_glossary(tmp_path / "words.yaml", Figures())
    assert code in {each.code for each in caught.value.complaints}


def test_an_organisation_has_a_number_only_where_one_was_read(tmp_path: Path) -> None:
    file = tmp_path / "who-can-help.yaml"
    file.write_text(ORGANISATIONS, encoding="utf-8")
    assert load_organisations(file)["one"].tel == "01632960100"
    file.write_text(ORGANISATIONS.replace('    phone: "01632 960 100"\n', ""), encoding="utf-8")
    assert load_organisations(file)["one"].phone == ""


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "who-can-help.yaml"
    file.write_text(ORGANISATIONS.replace("https://", ""), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_organisations(file)
    assert [each.code for each in caught.value.complaints] == ["source-address"]


def test_every_unavoidable_word_is_explained_in_easy_words() -> None:
    glossary = load_glossary(ROOT / "guides" / "words.yaml", load_figures(ROOT / "guides" / "figures.yaml"))
    for entry in glossary.entries:
        sentences = [each for each in entry.easy.split(". ") if each]
        assert all(len(each.split()) <= 15 for each in sentences), entry.id
