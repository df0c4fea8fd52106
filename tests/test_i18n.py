"""Every word of the content that citizens read reaches the translators, under the address the service uses."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_file
from babel.messages.pofile import read_po, write_po

from portal.files import Mark
from portal.i18n import LOADERS, PAGES
from portal.pages import CONTEXT
from portal.pages import load as load_pages
from portal.texts import texts_in
from portal.words import Wording
from tests.web.running import content

ROOT = Path(__file__).parents[1]
ADULT = ROOT / "questionnaires" / "adult"
METHOD = "portal.i18n:extract_content"


def extracted(path: Path) -> Mapping[str, tuple[str, int]]:
    """Return words and line by context, as Babel finds them."""
    found = {}
    for line, message, _, context in extract_from_file(METHOD, path):
        assert isinstance(message, str)
        found[str(context)] = (message, line)
    return found


def test_each_wording_is_a_message_whose_context_is_its_address() -> None:
    found = extracted(ADULT / "questionnaire.yaml")
    lines = (ADULT / "questionnaire.yaml").read_text(encoding="utf-8").splitlines()
    words, line = found["adult/washing/text easy"]
    assert words == "Can you wash yourself?"
    assert lines[line - 1].strip() == "- id: washing"
    assert "adult/washing/options/alone/text for_helper" in found
    assert found["answers/yes/text standard"][0] == "Yes"


def test_every_word_of_a_paper_goes_to_translators() -> None:
    papers = content().tools
    found = {context for path in sorted((ROOT / "guides" / "tools").glob("*.yaml")) for context in extracted(path)}
    asked = {context for _, text in texts_in(papers, Mark("", 1)) for context, words in text.messages() if words}
    assert len(asked) > 100
    assert asked == found


def test_nothing_that_the_service_may_show_is_left_out() -> None:
    known = content()
    contexts: set[str] = set()
    for path in sorted((ROOT / "questionnaires").rglob("*.yaml")):
        contexts |= extracted(path).keys() if path.name != PAGES else set()
    shown: list[object] = [
        known.questionnaires,
        known.eligibility,
        known.schemes,
        known.examples,
        known.hints,
        known.bases,
        known.arrangements,
    ]
    shown.append(known.council)
    asked = {text.message(wording) for _, text in texts_in(shown, Mark("", 1)) for wording in Wording}
    missing = {context for context, words in asked if words} - contexts
    assert len(asked) > len(Wording)
    assert missing == set()


def test_the_easy_read_of_pages_is_for_translators_too() -> None:
    path = ROOT / "questionnaires" / PAGES
    found = {(message, context) for _, message, _, context in extract_from_file(METHOD, path)}
    changed = [each for each in load_pages(path) if not each.is_as_it_is]
    expected = {(each.easy if each.many == each.easy else (each.easy, each.many), CONTEXT) for each in changed}
    assert found == expected


def test_a_file_without_words_for_citizens_gives_nothing() -> None:
    assert extracted(ROOT / "questionnaires" / "pictures.yaml") == {}


def test_every_loader_has_a_file_among_the_content() -> None:
    assert {path.name for path in (ROOT / "questionnaires").rglob("*.yaml")} >= LOADERS.keys()


def test_the_same_words_in_two_places_stay_two_messages_in_a_catalogue() -> None:
    catalogue = Catalog(locale="cy")
    with (ADULT / "questionnaire.yaml").open("rb") as file:
        found = list(extract(METHOD, file))
        for line, message, comments, context in found:
            catalogue.add(message, locations=[("questionnaire.yaml", line)], auto_comments=comments, context=context)
    assert len(catalogue) == len(found)
    written = BytesIO()
    write_po(written, catalogue)
    assert len(read_po(BytesIO(written.getvalue()))) == len(found)
