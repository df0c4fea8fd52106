"""The Easy Read of the pages: each entry belongs to a sentence that a page says, and is simple."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from portal.files import ContentError
from portal.pages import load

ROOT = Path(__file__).parents[2]


def spoken() -> dict[str, bool]:
    """Every sentence of the pages, and whether it counts something."""
    with (ROOT / "translations" / "portal.pot").open("rb") as file:
        messages = [message for message in read_po(file) if message.id and not message.context]
    return {each.id if isinstance(each.id, str) else each.id[0]: each.pluralizable for each in messages}


def complaints(tmp_path: Path, words: str) -> list[str]:
    """The codes of what is wrong with a file."""
    path = tmp_path / "pages.yaml"
    path.write_text(words, "utf-8")
    with pytest.raises(ContentError) as caught:
        load(path)
    return [each.code for each in caught.value.complaints]


def test_every_entry_stands_for_a_sentence_that_a_page_says() -> None:
    known = spoken()
    entries = load(ROOT / "questionnaires" / "pages.yaml")
    assert [each.text for each in entries if each.text not in known] == []
    assert [
        each.text for each in entries if known[each.text] != (each.many != each.easy) and not each.is_as_it_is
    ] == []
    assert len(entries) > 150


def test_an_entry_that_says_too_much_at_once_is_refused(tmp_path: Path) -> None:
    long = " ".join(["word"] * 16)
    assert complaints(tmp_path, f"page:\n  - text: Short.\n    easy: {long}.\n") == ["sentence-too-long"]


def test_an_entry_with_a_hard_word_is_refused(tmp_path: Path) -> None:
    assert complaints(tmp_path, "page:\n  - text: Short.\n    easy: You require help.\n") == ["hard-word"]


def test_an_entry_may_not_name_a_place_that_the_page_does_not_fill(tmp_path: Path) -> None:
    assert complaints(tmp_path, "page:\n  - text: For %(name)s.\n    easy: For %(nam)s.\n") == ["unknown-place"]


def test_a_sentence_that_is_left_as_it_is_keeps_the_rules(tmp_path: Path) -> None:
    long = " ".join(["word"] * 16)
    assert complaints(tmp_path, f"simple:\n  - {long}.\n  - You require help.\n") == ["sentence-too-long", "hard-word"]
    good = tmp_path / "good.yaml"
    good.write_text("simple:\n  - What is it for?\n", "utf-8")
    [entry] = load(good)
    assert entry.is_as_it_is
    assert entry.text == "What is it for?"


def test_the_same_sentence_cannot_have_two_entries(tmp_path: Path) -> None:
    twice = "  - text: One.\n    easy: Two.\n" * 2
    assert complaints(tmp_path, f"page:\n{twice}") == ["repeated-field"]


def test_all_complaints_are_told_at_once_with_their_page(tmp_path: Path) -> None:
    path = tmp_path / "pages.yaml"
    path.write_text("one: no list\ntwo:\n  - text: One.\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        load(path)
    assert [(each.code, each.where) for each in caught.value.complaints] == [
        ("wrong-kind", "one"),
        ("missing-field", "two"),
    ]
