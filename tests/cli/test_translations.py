"""The template for translators holds every word, always in the same bytes, and catalogues follow it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from portal.cli import translations
from portal.cli.translations import ROOT, TEMPLATE, begin, bring_up, gathered, read, written

CODE = """
from flask_babel import gettext as _, lazy_gettext as _l, ngettext, lazy_pgettext

_("A plain sentence"), _l("A lazy one"), ngettext("%(num)s hour", "%(num)s hours", 2)
lazy_pgettext("a place", "A word")
"""
PAGE = '<p>{{ _("On a page") }}</p>{% trans %}With {{ name }} in it{% endtrans %}'


@pytest.fixture(scope="module")
def template() -> Catalog:
    return gathered(ROOT)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A checkout with one module, one page and one questionnaire."""
    places = {
        "portal/words.py": CODE,
        "portal/web/templates/page.html": PAGE,
        "portal/node_modules/other.py": '_("Not ours")',
        "pyproject.toml": (ROOT / "pyproject.toml").read_text("utf-8"),
        "questionnaires/small/questionnaire.yaml": (ROOT / "tests" / "services" / "small.yaml").read_text("utf-8"),
    }
    for name, words in places.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path


def words(catalogue: Catalog) -> list[object]:
    return [message.id for message in catalogue if message.id]


def test_the_template_in_the_repository_is_up_to_date(template: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    code = translations.check(template, ROOT / TEMPLATE)
    assert code == 0, capsys.readouterr().err


def test_the_template_holds_no_machine_path_no_date_and_no_version(template: Catalog) -> None:
    text = written(template).decode()
    assert str(ROOT) not in text
    assert "POT-Creation-Date" not in text
    assert "Babel" not in text
    places = set(re.findall(r"^#: (.+)$", text, re.MULTILINE))
    assert all(re.match(r"(portal|questionnaires|guides)/", place) for place in places)


def test_words_of_pages_letters_and_content_are_all_in_it(template: Catalog) -> None:
    found = {(message.context, message.id) for message in template}
    assert ("adult/washing/text easy", "Can you wash yourself?") in found
    assert ("notices/sent/subject standard", "We have what was sent") in found
    assert (None, "You are answering for <strong>%(name)s</strong>") in found
    files = {place for message in template for place, _ in message.locations}
    for part in ("web/templates", "web/questions", "questionnaires/notices.yaml"):
        assert any(part in file for file in files), part


def test_every_way_to_mark_words_is_known(small: Path) -> None:
    found = gathered(small)
    assert {"A plain sentence", "A lazy one", "On a page", "With %(name)s in it"} <= {
        each for each in words(found) if isinstance(each, str)
    }
    assert ("%(num)s hour", "%(num)s hours") in words(found)
    assert found.get("A word", "a place") is not None
    assert "Not ours" not in words(found)


def test_a_page_that_cannot_be_read_is_a_fault_and_not_a_page_without_words(small: Path) -> None:
    (small / "portal/web/templates/page.html").write_text('{% if %}{{ _("Lost") }}', encoding="utf-8")
    with pytest.raises(Exception, match="Expected an expression"):
        gathered(small)


def test_moving_a_sentence_in_its_file_changes_nothing(small: Path) -> None:
    before = written(gathered(small))
    (small / "portal/words.py").write_text(f"# A comment more\n{CODE}", encoding="utf-8")
    assert written(gathered(small)) == before


def test_a_word_more_makes_the_check_fail_and_say_what_to_do(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small / "portal.pot"
    assert translations.check(gathered(small), path) == 1
    path.write_bytes(written(gathered(small)))
    assert translations.check(gathered(small), path) == 0
    (small / "portal/words.py").write_text(f'{CODE}\n_("One more")', encoding="utf-8")
    capsys.readouterr()
    assert translations.check(gathered(small), path) == 1
    said = capsys.readouterr().err
    assert "1 messages are missing, 0 are not used any more" in said
    assert "python3 -m portal translations" in said


def test_a_catalogue_keeps_what_was_translated_and_marks_what_changed(small: Path) -> None:
    assert begin(small, "cy")
    path = small / "translations/cy/LC_MESSAGES/messages.po"
    assert bring_up(path, gathered(small)).startswith("cy: 0 of ")
    catalogue = read(path, "cy")
    for original, translation in (("A plain sentence", "Brawddeg"), ("A lazy one", "Un ddiog")):
        message = catalogue.get(original)
        assert message is not None
        message.string = translation
    path.write_bytes(written(catalogue))
    (small / "portal/words.py").write_text(CODE.replace("A lazy one", "A lazy one here"), encoding="utf-8")
    assert re.match(r"cy: 1 of \d+ translated, 1 to be looked at again\.", bring_up(path, gathered(small)))
    kept, changed = (read(path, "cy").get(each) for each in ("A plain sentence", "A lazy one here"))
    assert kept is not None
    assert (kept.string, kept.fuzzy) == ("Brawddeg", False)
    assert changed is not None
    assert (changed.string, changed.fuzzy) == ("Un ddiog", True)
    once = path.read_bytes()
    bring_up(path, gathered(small))
    assert path.read_bytes() == once


def test_a_language_that_there_is_not_is_refused(small: Path) -> None:
    assert not begin(small, "xx-nowhere")
    assert not begin(small, "../elsewhere")
    assert not (small / "translations").exists()
