"""What an author most likely did where a file is not YAML, said without the words of YAML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError

SPACES = "Give it exactly as many spaces as the lines beside it that belong to the same thing."
QUOTES = "Put the words after the field's name in double quotes."

HASH = "Put the words with the # in double quotes; or, where it begins a remark, close the bracket before it."

NO_COLON = "A line here has no colon."


class Mistake(NamedTuple):
    """Signs in what the reader said, the sentence and the cure; `where_it_began` names the line of the beginning."""

    signs: tuple[str, ...]
    what: str
    cure: str
    where_it_began: bool = False


MISTAKES = (
    Mistake(("\\t",), "The line has a tab in front.", "Use spaces, two for each step further in."),
    Mistake(
        ("escape",),
        "A backslash in quoted words has a meaning of its own here.",
        "Take the backslash out, or write it twice.",
    ),
    Mistake(
        ("quoted scalar",),
        "The quotation mark that opens here is never closed.",
        "Add the missing quotation mark at the end of the words.",
        where_it_began=True,
    ),
    Mistake(
        ("expected <block end>", "<scalar>"),
        "Quoted words end before the line does, or a quotation mark further up is not closed.",
        "Look for a quotation mark without its partner; inside quoted words use “ and ”.",
    ),
    Mistake(
        ("flow mapping",),
        "The bracket { that opens here is not closed, or a comma is missing inside it.",
        "Write it as {name: value, name: value}; words with a colon or a comma go in quotation marks.",
        where_it_began=True,
    ),
    Mistake(
        ("flow sequence",),
        "The bracket [ that opens here is not closed, or a comma is missing inside it.",
        "Write it as [one, two].",
        where_it_began=True,
    ),
    Mistake(
        ("mapping values are not allowed",),
        "The line has a colon too many, or stands further in than it should, or the line above it has no colon.",
        "If the colon belongs to the words, put them in double quotes. If the line above lacks its colon, write it "
        "there. If not, give the line as many spaces as its neighbours.",
    ),
    Mistake(
        ("expected <block end>",), "The line stands further left or further right than the lines beside it.", SPACES
    ),
    Mistake(("could not find expected ':'",), NO_COLON, "Write `name: value`.", where_it_began=True),
    Mistake(
        ("cannot start any token",), "The words begin with a character that has a meaning of its own here.", QUOTES
    ),
    Mistake(
        ("block scalar",),
        "Words stand on the line of `>` or `|`.",
        "Leave only `>-` there, and begin the words on the next line, two spaces further in.",
    ),
    Mistake(("alias",), "The words begin with `*`, which has a meaning of its own here.", QUOTES),
    Mistake(("anchor",), "The words begin with `&`, which has a meaning of its own here.", QUOTES),
    Mistake(("single document",), "The line --- begins a second file within this one.", "Take that line out."),
)


def explained(error: MarkedYAMLError, words: str) -> tuple[int, str, str]:
    """Return the line (from 0), what is wrong and the cure, for what the reader of YAML complains of in these words."""
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    problem, beginning = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    for mistake in MISTAKES:
        if all(sign in said for sign in mistake.signs):
            mark = beginning if mistake.where_it_began else problem
            line = mark.line if mark else 0
            if mistake.what.startswith("The bracket") and _closes_in_comment(words.splitlines(), line):
                return (
                    line,
                    "A # after a space ends the line for the reader: the bracket that closes is behind it.",
                    HASH,
                )
            if mistake.what == NO_COLON and _lacks_hyphen(words.splitlines(), line):
                return line, "The line has no hyphen in front, as the one above has.", "Begin it with `- `."
            return line, mistake.what, mistake.cure
    cure = "Look at the spaces before this line, at colons inside words (put such words in quotes) and at brackets."
    return (problem.line if problem else 0), f"This cannot be read: {said or 'something is out of place'}.", cure


def _lacks_hyphen(lines: Sequence[str], place: int) -> bool:
    """Whether a line begins with a bracket, and the one above it stands as far in and begins with a hyphen."""
    if not 0 < place < len(lines):
        return False
    above, here = lines[place - 1], lines[place]
    indent = len(here) - len(here.lstrip())
    return here.lstrip()[:1] in {"{", "["} and above.startswith(" " * indent + "- ")


def _closes_in_comment(lines: Sequence[str], place: int) -> bool:
    """Whether a bracket that a line opens is closed behind a `#`, where nothing is read."""
    read, sign, remark = (lines[place] if place < len(lines) else "").partition(" #")
    return bool(sign) and any(read.count(one) > read.count(two) and two in remark for one, two in ("{}", "[]"))
