"""How wide words are, near enough to break lines: the real font is known only where the picture is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

# Widths of Arial, which Helvetica and Liberation Sans share, in parts of the font's size.
WIDTHS = {
    **dict.fromkeys(" !,./:;I[]\\fijlt|'‘’·", 0.28),
    **dict.fromkeys("()-r`“”", 0.34),
    **dict.fromkeys("Jcksvxyz", 0.5),
    **dict.fromkeys("ABEKPSVXYTFZL", 0.67),
    **dict.fromkeys("CDHNRUwGOQ&", 0.75),
    **dict.fromkeys("mMW%@…—", 0.95),
}
USUAL, WIDE, FIXED = 0.56, 1.0, 0.602
ROOM = 1.06
"""Other fonts are wider than Arial; this much room is kept for them."""


@dataclass(frozen=True)
class Font:
    """Size in pixels, and whether the letters are thick or all of one width."""

    size: float
    bold: bool = False
    fixed: bool = False

    def width(self, words: str) -> float:
        """Return how wide the words are at most, in pixels."""
        if self.fixed:
            return len(words) * FIXED * self.size
        total = sum(WIDTHS.get(letter, WIDE if east_asian_width(letter) in "WF" else USUAL) for letter in words)
        return total * self.size * ROOM * (1.07 if self.bold else 1)

    @property
    def line(self) -> float:
        """The distance from one line to the next."""
        return round(self.size * 1.4, 1)

    def wrapped(self, words: str, most: float) -> list[str]:
        """Return the words in lines no wider than `most`; a single word that is wider is cut."""
        lines: list[str] = []
        for word in words.split():
            for part in self._cut(word, most):
                longer = f"{lines[-1]} {part}" if lines else part
                if lines and self.width(longer) <= most:
                    lines[-1] = longer
                else:
                    lines.append(part)
        return lines

    def _cut(self, word: str, most: float) -> Iterator[str]:
        while self.width(word) > most and len(word) > 1:
            fits = len(word) - 1
            while fits > 1 and self.width(word[:fits]) > most:
                fits -= 1
            yield word[:fits]
            word = word[fits:]
        yield word
