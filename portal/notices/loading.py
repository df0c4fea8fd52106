"""Owns reading the notice table from its file, with every complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from portal.files import Complaint, ContentError, Node, Reader, read_yaml, suggestion
from portal.notices.model import BY_THE_TEAM, PLACES, Channel, Notice, Notices, Occasion, Whom, places_in
from portal.questionnaires.lint_texts import TEXTS, sentences
from portal.questionnaires.texts import Written
from portal.words import PLACE, Text, read_text, text_at, text_or_none

CODES: Mapping[str, str] = {
    "notice-missing": "Every occasion has a row that tells somebody.",
    "notice-twice": "An occasion tells the team once and people once, and once more on paper alone.",
    "notice-to-nobody": "A row tells the team, or people, by one channel or more.",
    "notice-place": "Words name only what is known on their occasion.",
    "notice-easy": "What goes to people has Easy Read, one sentence a row.",
    "notice-short": "What may go out as a text message has words for it, short enough for two.",
}
"""Each code with its rule in one sentence."""

RULES = ("sentence-too-long", "double-negative", "hard-word", "untidy-text", "all-capitals")
LONGEST_TEXT = 306  # characters that fit into two joined text messages, 153 each: 3GPP TS 23.038 and 23.040
EVERYWHERE = ("ending", "stopping", "dated", "calendar")
LANGUAGES = ("theirs", "english")
FORMATS = ("theirs", "standard")

Word = TypeVar("Word", bound=StrEnum)


def load_notices(path: Path | str) -> Notices:
    """The notice table in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    everywhere = {each: text_at(reader, each, f"notices/{each}") for each in EVERYWHERE}
    rows = tuple(_row(node, complaints) for node in reader.each("notices", required=True))
    reader.finish()
    found = Notices(**everywhere, rows=rows)
    _check_table(found, reader)
    texts = [Written(text, name, reader.mark) for name, text in everywhere.items()]
    texts += [each for row in rows if not row.is_for_team for each in _texts(row)]
    for code in RULES:
        complaints.extend(TEXTS.rules[code].complaints(texts))
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return found


def _row(node: Node, complaints: list[Complaint]) -> Notice:
    reader = Reader(node, complaints)
    when = Occasion(reader.one_of("when", list(Occasion)))
    tell = _several(reader, "tell", Whom)
    by = _several(reader, "by", Channel)
    kind = "team-" if Whom.TEAM in tell else "letter-" if by == (Channel.LETTER,) else ""
    key, reader.where = f"notices/{kind}{when}", f"notice “{when}”"
    found = Notice(
        when=when,
        tell=tell,
        by=by,
        in_english=reader.one_of("language", LANGUAGES, "theirs") == "english",
        plainly=reader.one_of("format", FORMATS, "theirs") == "standard",
        subject=text_at(reader, "subject", f"{key}/subject"),
        body=_rows_of_text(reader, "body", f"{key}/body", required=True),
        easy=_rows_of_text(reader, "easy", f"{key}/easy"),
        short=text_or_none(reader, "short", f"{key}/short"),
        mark=reader.mark,
    )
    reader.finish()
    for code, what, cure in (*_breaches_of_ways(found), *_breaches_of_words(found)):
        reader.complain(code, what, cure)
    return found


def _several(reader: Reader, name: str, words: type[Word]) -> tuple[Word, ...]:
    """A list of words of a closed set, each once."""
    reader.required(name)
    found = []
    for each in dict.fromkeys(reader.texts(name)):
        if each in list(words):
            found.append(words(each))
        else:
            what = f"`{name}` cannot name “{each}”."
            reader.complain("unknown-value", what, suggestion(each, list(words)), reader.at(name))
    return tuple(found)


def _rows_of_text(reader: Reader, name: str, key: str, *, required: bool = False) -> tuple[Text, ...]:
    nodes = reader.each(name, required=required)
    return tuple(
        read_text(node, f"{key}/{number}", reader.complaints, reader.where) for number, node in enumerate(nodes, 1)
    )


def _breaches_of_ways(row: Notice) -> Iterator[tuple[str, str, str]]:
    """What is wrong with whom a row tells, and how."""
    if not row.tell or not row.by:
        yield "notice-to-nobody", "It reaches nobody.", "Name somebody under `tell`, and a channel under `by`."
    elif row.is_for_team and len(row.tell) > 1:
        cure = "Write a row of its own for the team."
        yield "notice-to-nobody", "The team reads other words than people do.", cure
    elif row.is_for_team and not BY_THE_TEAM.issuperset(row.by):
        yield "notice-to-nobody", "The team has an inbox only.", "Write `by: [email]`."
    if Channel.TEXT in row.by and row.short is None:
        yield "notice-short", "A text message has no words.", "Add `short:`, or take `text` out of `by`."
    for _, words in row.short.messages() if row.short else ():
        if len(words) > LONGEST_TEXT:
            what = f"A text message has {len(words)} characters; {LONGEST_TEXT} are the most."
            yield "notice-short", what, "Say less: the rest stands on the page."


def _breaches_of_words(row: Notice) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the words of a row."""
    if not row.easy and not row.is_for_team:
        yield "notice-easy", "It has no Easy Read.", "Add `easy:` with one sentence a row."
    for text in row.easy:
        if len(sentences(PLACE.sub("", text.standard))) > 1:
            yield "notice-easy", f"“{text.standard}” is more than one sentence.", "Give each a row of its own."
    known = PLACES[row.when]
    for written in _texts(row):
        for place in sorted(places_in(written.text) - known):
            what = f"“{{{place}}}” is not known on this occasion."
            yield "notice-place", what, suggestion(place, sorted(known))


def _texts(row: Notice) -> list[Written]:
    """Every text of a row; the sentences of Easy Read are held to its rules."""
    short = [row.short] if row.short else []
    found = [Written(text, text.key, row.mark) for text in (row.subject, *row.body, *short)]
    easy = (Text(text.key, "", easy=text.standard) for text in row.easy)
    return found + [Written(text, text.key, row.mark) for text in easy]


def _check_table(found: Notices, reader: Reader) -> None:
    """Complain of an occasion without a row, and of one with two for the same readers."""
    for when, rows in found.by_occasion.items():
        if not rows:
            cure = f"Add a row with `when: {when}`."
            reader.complain("notice-missing", f"Nobody is told on the occasion “{when}”.", cure)
        ids = [row.id for row in rows]
        for row in rows:
            if ids.count(row.id) > 1:
                what, cure = f"“{when}” is told twice to the same.", "Make one row of the two."
                mark, where = row.mark, f"notice “{when}”"
                reader.complaints.append(Complaint("notice-twice", mark.file, mark.line, where, what, cure))
