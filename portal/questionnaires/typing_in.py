"""Makes what people type fit to keep: no broken characters, no hidden ones, any digits, any spaces."""

from __future__ import annotations

import re
import unicodedata

from portal.questionnaires.problems import Problem, ProblemCode, Typed

# Marks that turn the direction of the words after them: they can make a text read as something else.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
CONTROLS = {code: None for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\n\t"} | TURNING
BROKEN = re.compile("[\ud800-\udfff]")
LONG = 1000
ROOM = 4
"""How many times the limit a text may be before it is refused without being looked at."""


def raw(typed: Typed, name: str) -> str:
    """Return the first thing typed into a field, whatever it is; nothing where the field was not sent."""
    values = typed.get(name) or ("",)
    return str(values[0])


def cleaned(words: str, *, lines: bool = False) -> str:
    """Return words that can be kept and shown: composed, without control characters or broken halves of characters."""
    words = BROKEN.sub("\ufffd", words).replace("\r\n", "\n").replace("\r", "\n")
    words = unicodedata.normalize("NFC", words.translate(CONTROLS)).replace("\t", " ")
    return words.strip() if lines else " ".join(words.split())


def holds_something(words: str) -> bool:
    """Say whether anything is left of what was typed; a huge text is not looked through to the end."""
    words = words.strip()
    return len(words) > LONG or bool(cleaned(words))


def words_of(typed: Typed, name: str, most: int, *, lines: bool = False) -> str | Problem:
    """Return what was typed into a field as words of at most so many characters."""
    found = raw(typed, name)
    if len(found) <= most * ROOM:
        found = cleaned(found, lines=lines)
    if len(found) > most:
        return Problem(ProblemCode.TOO_LONG, name, {"most": str(most), "length": str(len(found))})
    return found


def plain_digits(words: str) -> str:
    """Return words with every kind of digit and width turned into the plain one."""
    plain = unicodedata.normalize("NFKC", cleaned(words))
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in plain)
