"""Owns the rules about the words of a scheme that people read."""

from collections.abc import Callable, Iterator

from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint, Mark
from portal.words import Text, Wording

Rule = Callable[[Scheme], Iterator[Complaint]]
SPOKEN_TO = {"i", "you", "your", "yours", "me", "my", "we", "us", "our"}


def missing_because(scheme: Scheme) -> Iterator[Complaint]:
    """Each line says why, in words of its own."""
    for line in scheme.lines:
        if not line.own_words:
            cure = "Add `because:` with a sentence for the person."
            what = "The line does not say why."
            yield Complaint("missing-because", line.mark.file, line.mark.line, _at(line), what, cure)


def missing_wording(scheme: Scheme) -> Iterator[Complaint]:
    """Words that speak to a person need their four wordings; so do words of which one more is written."""
    texts: list[tuple[Mark, str, Text]] = [(scheme.mark, "title", scheme.title)]
    for line in scheme.lines:
        texts += [(line.mark, _at(line), line.title), (line.mark, _at(line), line.because)]
    texts += [(rate.mark, f"rate “{rate.id}”", rate.title) for rate in scheme.rates.values()]
    texts += [(table.mark, f"table “{table.id}”", table.title) for table in scheme.tables.values()]
    texts += [(scheme.result_marks[one.id], "results", one.title) for one in scheme.results]
    texts += [(one.mark, f"reading “{one.id}”", one.title) for one in scheme.readings]
    for each in texts:
        yield from lacking(*each)


def lacking(mark: Mark, where: str, text: Text) -> Iterator[Complaint]:
    """What is wrong with a text that speaks to a person, or has more than one wording, and lacks another."""
    written = {context.rsplit(" ", 1)[1] for context, _ in text.messages()}
    spoken = SPOKEN_TO & set(text.standard.lower().replace("’", " ").replace(",", " ").replace(".", " ").split())
    if len(written) < len(Wording) and (len(written) > 1 or spoken):
        what = f"“{text.standard[:40]}” has only these wordings: {', '.join(sorted(written))}."
        cure = "Write `text`, `easy`, `for_helper`, `easy_for_helper`."
        yield Complaint("missing-wording", mark.file, mark.line, where, what, cure)


def _at(line: SchemeLine) -> str:
    return f"line “{line.id}”"


RULES: tuple[Rule, ...] = (missing_because, missing_wording)
