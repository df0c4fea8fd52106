"""Which words of the content files go to translators: Babel's extractor for them.

Each file is read by the loader that the service itself uses, so that the address of every text is the one under
which the service looks for its translation. Each wording is a message of its own, its context being the address
and the wording, such as `adult/washing/text easy`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeAlias

from portal.allocation.basis import load_basis
from portal.allocation.examples import load_examples
from portal.allocation.loading import load as load_scheme
from portal.allocation.loading import load_folder
from portal.allocation.panel_loading import load_panel
from portal.arrangements.loading import load as load_arrangements
from portal.budget_words import load as load_budget_words
from portal.cohorts import load_cohorts
from portal.council import load_council
from portal.eligibility.loading import load as load_eligibility
from portal.files import Mark
from portal.guides import load_figures
from portal.guides.tools import load_tool
from portal.notices import load_notices
from portal.pages import CONTEXT
from portal.pages import load as load_pages
from portal.questionnaires.hints import load_hints
from portal.questionnaires.loading import load as load_questionnaire
from portal.texts import texts_in

Message: TypeAlias = tuple[int, str, tuple[str, ...], list[str]]

LOADERS: Mapping[str, Callable[[Path], object]] = {
    "questionnaire.yaml": load_questionnaire,
    "eligibility.yaml": load_eligibility,
    "arrangements.yaml": load_arrangements,
    "basis.yaml": load_basis,
    "budget_page.yaml": load_budget_words,
    "cohorts.yaml": load_cohorts,
    "council.yaml": load_council,
    "hints.yaml": load_hints,
    "notices.yaml": load_notices,
    "panel.yaml": load_panel,
}
"""The loader of each content file by its name; see `loader_of` for those that are known by their folder."""


def loader_of(path: Path) -> Callable[[Path], object] | None:
    """What reads a content file: schemes, examples and papers lie in folders named so; the others go by their names."""
    if path.parent.name == "examples":
        return examples_in
    if path.parent.name == "tools":
        return paper_of
    return load_scheme if path.parent.name == "allocation" else LOADERS.get(path.name)


def examples_in(path: Path) -> object:
    """The worked examples of one file; what they may answer is known from the newest scheme beside their folder."""
    schemes = load_folder(path.parents[1] / "allocation")
    return [each for each in load_examples(path.parent, schemes[-1]) if Path(each.mark.file) == path]


def paper_of(path: Path) -> object:
    """The paper of one file, which takes its figures from those of the guides."""
    return load_tool(path, load_figures(path.parents[1] / "figures.yaml"))


PAGES = "pages.yaml"


def extract_content(
    file: IO[bytes], _keywords: Mapping[str, Any], _comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Give every wording in a content file: line, `pgettext`, context and words, comments.

    Files without words for citizens give nothing. Raises `ContentError` for a file that cannot be used.
    """
    del options  # a file says all there is to say
    path = Path(file.name)
    if path.name == PAGES:
        yield from easy_pages(path)
        return
    load = loader_of(path)
    if load is None:
        return
    seen: set[str] = set()
    for mark, text in texts_in(load(path), Mark(file.name, 1)):
        for context, words in text.messages():
            if words and context not in seen:
                seen.add(context)
                yield mark.line, "pgettext", (context, words), []


def easy_pages(path: Path) -> Iterator[Message]:
    """Give the Easy Read of each sentence of the pages."""
    for each in load_pages(path):
        if each.is_as_it_is:
            continue
        counted = each.many != each.easy
        words = (CONTEXT, each.easy, each.many) if counted else (CONTEXT, each.easy)
        yield each.mark.line, "npgettext" if counted else "pgettext", words, []
