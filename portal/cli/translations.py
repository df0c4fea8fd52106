"""Gathers every word that citizens read into one template for translators, and brings the catalogues up to it."""

from __future__ import annotations

import argparse
import io
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel.messages.catalog import Catalog

ROOT: Final = Path(__file__).resolve().parent.parent.parent
TEMPLATE: Final = Path("translations") / "portal.pot"
CATALOGUE: Final = "LC_MESSAGES/messages.po"
NOT_READ: Final = {"node_modules", "dist", "tests", "e2e", "var", "translations"}
OWN_KEYWORDS: Final = {
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "lazy_npgettext": ((1, "c"), 2, 3),
}
FOR_TRANSLATORS: Final = "Translators:"
PASSING: Final = (b'"POT-Creation-Date:', b'"Generated-By:', b'"Report-Msgid-Bugs-To:')
"""Header lines that would change although no word did, or that nobody fills in."""
HEADER: Final = """\
# What citizens read, for translators: the pages, the letters, and the questions.
# Written by `python3 -m portal translations`; do not change it by hand.
# The context of a question's words is its place in the content and its wording.
#"""


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what is wanted."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal translations",
        description=f"Gather all words that citizens read into {TEMPLATE.as_posix()}, and bring every catalogue in "
        "translations/ up to it. What was translated stays; what changed is marked fuzzy, for a translator to look at.",
    )
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the template is not up to date")
    parser.add_argument("--add", metavar="LANGUAGE", help="begin a catalogue for one more language, such as cy or pl")
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Write or check the template, then bring the catalogues up to it. Returns the exit code."""
    wanted = read_arguments(arguments)
    if not (ROOT / "pyproject.toml").exists():
        print("Words are gathered from a checkout; this is an installed copy.", file=sys.stderr)
        return 1
    template = gathered(ROOT)
    if wanted.check:
        return check(template, ROOT / TEMPLATE)
    if wanted.add and not begin(ROOT, wanted.add):
        print(f"There is no language with the code {wanted.add!r}. Write one such as cy, pl or pt_BR.", file=sys.stderr)
        return 2
    (ROOT / TEMPLATE).parent.mkdir(exist_ok=True)
    (ROOT / TEMPLATE).write_bytes(written(template))
    print(f"{TEMPLATE.as_posix()}: {len(template)} messages.")
    for path in sorted((ROOT / TEMPLATE.parent).glob(f"*/{CATALOGUE}")):
        print(bring_up(path, template))
    return 0


def gathered(root: Path) -> Catalog:
    """Every message of a checkout, file by file, as `pyproject.toml` says where words stand."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415  --help must not wait for it
    from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir  # noqa: PLC0415  the same

    mappings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        root,
        [(mapping["pattern"], mapping["method"]) for mapping in mappings],
        {mapping["pattern"]: _options(mapping) for mapping in mappings},
        keywords={**DEFAULT_KEYWORDS, **OWN_KEYWORDS},
        comment_tags=(FOR_TRANSLATORS,),
        strip_comment_tags=True,
        directory_filter=lambda folder: not Path(folder).name.startswith(".") and Path(folder).name not in NOT_READ,
    )
    catalogue = Catalog(project="portal", version="1", header_comment=HEADER, charset="utf-8")
    for file, line, message, comments, context in sorted(found, key=lambda each: each[:2]):
        catalogue.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return catalogue


def _options(mapping: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name not in {"method", "pattern"}}


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its file holds it: the same words always give the same bytes, and no line numbers move."""
    from babel.messages.pofile import write_po  # noqa: PLC0415  --help must not wait for it

    out = io.BytesIO()
    write_po(out, catalogue, sort_by_file=True, include_lineno=False, width=120)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(PASSING))


def check(template: Catalog, path: Path) -> int:
    """Say whether the file holds these messages, wherever they stand. Returns the exit code."""
    wanted, kept = _messages(template), _messages(read(path)) if path.exists() else set()
    if wanted == kept:
        print(f"{TEMPLATE.as_posix()} is up to date: {len(wanted)} messages.")
        return 0
    print(
        f"{TEMPLATE.as_posix()} is not up to date: {len(wanted - kept)} messages are missing, "
        f"{len(kept - wanted)} are not used any more.\nBring it up to date with: python3 -m portal translations",
        file=sys.stderr,
    )
    return 1


def _messages(catalogue: Catalog) -> set[tuple[object, object, str]]:
    texts = (message for message in catalogue if message.id)
    return {(message.context, message.id, " ".join(message.auto_comments)) for message in texts}


def read(path: Path, language: str | None = None) -> Catalog:
    """Read a template or a catalogue."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  --help must not wait for it

    with path.open("rb") as file:
        return read_po(file, locale=language)


def begin(root: Path, language: str) -> bool:
    """Make an empty catalogue for a language unless it has one; False where there is no such language."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  --help must not wait for it
    from babel.messages.catalog import Catalog  # noqa: PLC0415  the same

    try:
        code = str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return False
    path = root / TEMPLATE.parent / code / CATALOGUE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(Catalog(locale=code, project="portal", version="1", header_comment="#", fuzzy=False)))
    return True


def bring_up(path: Path, template: Catalog) -> str:
    """Bring one catalogue up to the template. Returns a line that says how far its translation is."""
    language = path.parent.parent.name
    catalogue = read(path, language)
    catalogue.update(template, update_creation_date=False)
    path.write_bytes(written(catalogue))
    texts = [message for message in catalogue if message.id]
    done = sum(1 for message in texts if message.string and any(message.string) and not message.fuzzy)
    unsure = sum(1 for message in texts if message.fuzzy)
    return f"{language}: {done} of {len(texts)} translated, {unsure} to be looked at again."
