"""What people read about money is in plain words: short sentences, and shorter ones in Easy Read."""

import re
from collections.abc import Iterator

import pytest

from portal.allocation.basis import load_basis
from portal.allocation.loading import load
from portal.words import Text, Wording
from tests.allocation.schemes import ADULT

SCHEME = load(ADULT / "allocation" / "2026-04-01.yaml")
BASIS = load_basis(ADULT / "basis.yaml")
MOST = {Wording.STANDARD: 25, Wording.FOR_HELPER: 25, Wording.EASY: 15, Wording.EASY_FOR_HELPER: 15}


def texts() -> Iterator[Text]:
    yield SCHEME.title
    for line in SCHEME.lines:
        yield from (line.title, line.because)
    for rate in SCHEME.rates.values():
        yield rate.title
    for result in SCHEME.results:
        yield result.title
    for reading in SCHEME.readings:
        yield reading.title
    for row in BASIS.rows:
        yield from (row.title, row.because)


TEXTS = tuple(texts())


def longest(words: str) -> int:
    """The words of the longest sentence; a place such as {figure} counts as three."""
    filled = re.sub(r"\{[^}]*\}", "one two three", words)
    return max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?:;])\s", filled))


@pytest.mark.parametrize("wording", list(Wording))
def test_no_sentence_is_too_long(wording: Wording) -> None:
    found = {text.key: longest(text.in_wording(wording)) for text in TEXTS}
    assert {key: words for key, words in found.items() if words > MOST[wording]} == {}


def test_every_text_has_an_address_of_its_own() -> None:
    assert len({text.key for text in TEXTS}) == len(TEXTS)


def test_a_helper_is_never_called_you() -> None:
    for text in TEXTS:
        for wording in (Wording.FOR_HELPER, Wording.EASY_FOR_HELPER):
            said = re.sub(r"[^a-z ]", " ", text.in_wording(wording).lower()).split()
            assert not {"you", "your", "yours"} & set(said), (text.key, wording)


def test_no_word_that_people_do_not_use() -> None:
    said = " ".join(words for text in TEXTS for _, words in text.messages()).lower()
    for word in ("portal", "package", "service user", "eligible", "front door", "allocation", "indicative", "informal"):
        assert word not in said
