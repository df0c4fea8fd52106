"""Our macros write what the GOV.UK Design System's own fixtures say, for the options we support."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from tests.gallery import environment

COMPONENTS = Path("portal/assets/node_modules/govuk-frontend/dist/govuk/components")
HERE = Path(__file__).resolve().parents[2] / COMPONENTS
VOID = {"input", "img", "br", "meta", "link", "path"}

Options = dict[str, Any]
Call = tuple[str, str, list[Any], Options]
Write = Callable[[Options], Call]


class NotOursError(Exception):
    """A fixture uses an option that our macro leaves out."""


class Tree(HTMLParser):
    """HTML as nested lists: tag, sorted attributes, children; white space and the order of classes do not count."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.top: list[Any] = ["", {}]
        self.open = [self.top]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {
            name: " ".join(sorted((value or "").split())) for name, value in attrs if not name.startswith("data-i18n")
        }
        element = [tag, named]
        self.open[-1].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, text: str) -> None:
        if words := " ".join(text.split()):
            self.open[-1].append(words)


def only(options: Any, *known: str) -> Options:
    """The options, or a refusal when there are others than these."""
    if not isinstance(options, dict) or set(options) - set(known):
        raise NotOursError(options)
    allowed: Options = options
    return allowed


def text_of(options: Options | None) -> str | None:
    """Words, or the markup a caller may hand in instead."""
    if options is None:
        return None
    only(options, "text", "html")
    return Markup(options["html"]) if options.get("html") else options.get("text")  # noqa: S704


def heading_of(options: Options) -> tuple[str, bool, str]:
    only(options, "text", "isPageHeading", "classes", "for")
    if "text" not in options:
        raise NotOursError("text")
    return options["text"], options.get("isPageHeading", False), options.get("classes", "")


def button(o: Options) -> Call:
    only(o, "text", "name", "value", "type", "href", "preventDoubleClick", "id", "classes")
    kind = re.fullmatch(r"(?:govuk-button--(secondary|warning|inverse))?", o.get("classes", ""))
    if kind is None or not o.get("text"):
        raise NotOursError("classes")
    rest = {name: o.get(name) for name in ("name", "value", "href", "id")}
    return "buttons", "button", [o["text"]], {
        **rest, "kind": kind[1] or "", "type": o.get("type", "submit"), "once": o.get("preventDoubleClick"),
    }  # fmt: skip


def choices(kind: str) -> Write:
    def write(o: Options) -> Call:
        only(
            o,
            "name",
            "idPrefix",
            "items",
            "fieldset",
            "hint",
            "errorMessage",
            "classes",
            "value",
            "values",
            "describedBy",
        )
        fieldset = only(o.get("fieldset") or {}, "legend", "describedBy")
        items = [item_of(item) for item in o["items"]]
        title, heading, legend_class = heading_of(fieldset["legend"]) if "legend" in fieldset else (None, False, None)
        if ("fieldset" in o) != (title is not None):
            raise NotOursError("a fieldset without legend")
        chosen = {"value": o.get("value")} if kind == "radios" else {"values": o.get("values", ())}
        return "choices", kind, [o["name"], items], {
            **chosen, "legend_text": title, "heading": heading, "legend_class": legend_class, "id": o.get("idPrefix"),
            "hint_text": text_of(o.get("hint")), "error": text_of(o.get("errorMessage")),
            "classes": o.get("classes", ""), "described_by": fieldset.get("describedBy") or o.get("describedBy"),
        }  # fmt: skip

    return write


def item_of(item: Options) -> Options:
    only(item, "value", "text", "hint", "checked", "disabled", "divider", "behaviour", "name")
    ours: Options = {
        name: item[name] for name in ("value", "text", "checked", "disabled", "divider", "name") if name in item
    }
    if "text" not in item and "divider" not in item:
        raise NotOursError("text")
    if "value" not in item and "divider" not in item:
        raise NotOursError("value")
    return {**ours, "hint": text_of(item.get("hint")), "exclusive": item.get("behaviour") == "exclusive"}


def text_input(o: Options) -> Call:
    only(o, "name", "id", "label", "hint", "errorMessage", "value", "type", "inputmode", "autocomplete", "spellcheck",
         "prefix", "suffix", "classes", "describedBy")  # fmt: skip
    title, heading, label_class = heading_of(o["label"])
    same = {name: o.get(name) for name in ("value", "id", "inputmode", "autocomplete", "spellcheck")}
    return "fields", "text_input", [o["name"], title], {
        **same, "type": o.get("type", "text"), "heading": heading, "label_class": label_class,
        "hint_text": text_of(o.get("hint")), "error": text_of(o.get("errorMessage")), "classes": o.get("classes", ""),
        "prefix": text_of(o.get("prefix")), "suffix": text_of(o.get("suffix")), "described_by": o.get("describedBy"),
    }  # fmt: skip


def textarea(o: Options) -> Call:
    only(o, "name", "id", "label", "hint", "errorMessage", "value", "rows", "autocomplete", "spellcheck", "describedBy",
         "maxlength", "charactersUnderLimitText", "charactersOverLimitText", "charactersAtLimitText")  # fmt: skip
    title, heading, label_class = heading_of(o["label"])
    if "maxlength" in o and not o["maxlength"]:
        raise NotOursError("maxlength")
    return "fields", "textarea", [o["name"], title], {
        "value": o.get("value"), "id": o.get("id"), "heading": heading, "label_class": label_class,
        "hint_text": text_of(o.get("hint")), "error": text_of(o.get("errorMessage")), "rows": o.get("rows", 5),
        "spellcheck": o.get("spellcheck"), "autocomplete": o.get("autocomplete"), "described_by": o.get("describedBy"),
        "most": int(o["maxlength"]) if "maxlength" in o else None,
    }  # fmt: skip


def character_count(o: Options) -> Call:
    if "maxlength" not in o:
        raise NotOursError("maxlength")
    return textarea(o)


def date_input(o: Options) -> Call:
    only(o, "id", "namePrefix", "fieldset", "hint", "errorMessage", "values", "day", "month", "year")
    fields = {name: only(o[name], "error", "classes") for name in ("day", "month", "year") if name in o}
    wrong = [name for name, told in fields.items() if told.get("error") or "--error" in told.get("classes", "")]
    if any(told.get("error") is False for told in fields.values()) or (wrong and "errorMessage" not in o):
        raise NotOursError("error")
    title, heading, legend_class = heading_of(only(o.get("fieldset") or {"legend": {}}, "legend")["legend"])
    prefix = o.get("namePrefix", "x")
    values = {name.removeprefix(f"{prefix}-"): value for name, value in o.get("values", {}).items()}
    return "fields", "date_input", [prefix, title], {
        "id": o["id"], "values": values, "wrong": wrong, "heading": heading, "legend_class": legend_class,
        "hint_text": text_of(o.get("hint")), "error": text_of(o.get("errorMessage")),
    }  # fmt: skip


def details(o: Options) -> Call:
    only(o, "summaryText", "text", "id", "open")
    return "notes", "details", [o["summaryText"], o["text"]], {"id": o.get("id"), "open": o.get("open", False)}


def summary_list(o: Options) -> Call:
    rows = []
    for row in only(o, "rows")["rows"]:
        only(row, "key", "value", "actions")
        actions = [
            only(each, "href", "text", "visuallyHiddenText") for each in (row.get("actions") or {}).get("items", ())
        ]
        only(row.get("actions") or {}, "items")
        if any("text" not in action for action in actions):
            raise NotOursError("text")
        rows.append({
            "key": text_of(row["key"]), "value": text_of(row["value"]),
            "actions": [{"href": a["href"], "text": a["text"], "about": a.get("visuallyHiddenText")} for a in actions],
        })  # fmt: skip
    return "lists", "summary_list", [rows], {}


def task_list(o: Options) -> Call:
    only(o, "items", "idPrefix")
    items = []
    for item in o["items"]:
        only(item, "title", "href", "hint", "status")
        status = only(item["status"], "text", "tag", "classes")
        tag = only(status.get("tag", {}), "text", "classes")
        colour = {"tag": tag.get("classes", "").removeprefix("govuk-tag--")} if tag else {}
        items.append({
            "title": text_of(item["title"]), "href": item.get("href"), "hint": text_of(item.get("hint")),
            "status": status.get("text") or tag.get("text"), **colour,
            "cannot_start": status.get("classes") == "govuk-task-list__status--cannot-start-yet",
        })  # fmt: skip
    return "lists", "task_list", [items], {"id": o.get("idPrefix", "task-list")}


def table(o: Options) -> Call:
    only(o, "rows", "head", "caption", "captionClasses", "firstCellIsHeader")
    for cell in [*o.get("head", ()), *(cell for row in o["rows"] for cell in row or (None,))]:
        only(cell, "text", "format")
        if "text" not in cell:
            raise NotOursError("text")
    rows = [cells_of(row) for row in o["rows"]]
    return "lists", "table", [o.get("caption"), cells_of(o.get("head", ())), rows], {
        "caption_class": o.get("captionClasses", ""), "first_is_heading": o.get("firstCellIsHeader", False),
    }  # fmt: skip


def cells_of(cells: Iterable[Options]) -> list[Options]:
    return [{"text": cell["text"], "numeric": cell.get("format") == "numeric"} for cell in cells]


def inset(o: Options) -> Call:
    only(o, "text", "id")
    return "notes", "inset", [o["text"]], {"id": o.get("id")}


def warning(o: Options) -> Call:
    if only(o, "text", "iconFallbackText").get("iconFallbackText", "Warning") != "Warning":
        raise NotOursError("iconFallbackText")
    return "notes", "warning", [o["text"]], {}


def tag(o: Options) -> Call:
    only(o, "text", "classes")
    return "notes", "tag", [o["text"], o.get("classes", "").removeprefix("govuk-tag--")], {}


def skip_link(o: Options) -> Call:
    only(o, "text", "href")
    return "navigation", "skip_link", [o.get("href", "#content"), o["text"]], {}


def back_link(o: Options) -> Call:
    only(o, "text", "href")
    return "navigation", "back_link", [o.get("href", "#"), o.get("text")], {}


def pagination(o: Options) -> Call:
    only(o, "previous", "next", "landmarkLabel")
    sides = {}
    for side in ("previous", "next"):
        link = only(o.get(side) or {}, "href", "text", "labelText")
        if link and "text" not in link:
            raise NotOursError("text")
        sides[side] = {"href": link["href"], "text": link["text"], "label": link.get("labelText")} if link else None
    return "navigation", "pagination", [], {**sides, "label": o.get("landmarkLabel", "Pagination")}


def leave(o: Options) -> Call:
    only(o, "text", "redirectUrl", "activatedText", "timedOutText", "pressTwoMoreTimesText", "pressOneMoreTimeText")
    return "navigation", "exit_this_page", [o.get("redirectUrl", "https://www.bbc.co.uk/weather"), o["text"]], {}


def error_summary(o: Options) -> Call:
    only(o, "titleText", "errorList", "descriptionText")
    for error in o.get("errorList", ()):
        only(error, "text", "href")
    return "errors", "error_summary", [o.get("errorList", [])], {
        "title": o["titleText"], "description": o.get("descriptionText"),
    }  # fmt: skip


def label(o: Options) -> Call:
    title, heading, classes = heading_of(o)
    return "fields", "label", [title, o.get("for", "")], {"heading": heading, "classes": classes}


def legend(o: Options) -> Call:
    title, heading, classes = heading_of(only(o, "legend")["legend"])
    return "fields", "legend", [title], {"heading": heading, "classes": classes}


# Component → what calls our macro, and how many of its fixtures we support at the least.
TABLE: dict[str, tuple[Write, int]] = {
    "button": (button, 12), "radios": (choices("radios"), 10), "checkboxes": (choices("checkboxes"), 10),
    "input": (text_input, 20), "textarea": (textarea, 8), "character-count": (character_count, 8),
    "date-input": (date_input, 8), "details": (details, 4), "summary-list": (summary_list, 8),
    "task-list": (task_list, 4), "table": (table, 6),
    "inset-text": (inset, 2),
    "warning-text": (warning, 2), "tag": (tag, 8), "skip-link": (skip_link, 3), "back-link": (back_link, 2),
    "pagination": (pagination, 1), "exit-this-page": (leave, 1),
    "error-summary": (error_summary, 6), "label": (label, 8), "fieldset": (legend, 4),
}  # fmt: skip


def fixtures(component: str) -> Iterator[tuple[str, Options, str]]:
    read = json.loads((HERE / component / "fixtures.json").read_text(encoding="utf-8"))
    for fixture in read["fixtures"]:
        yield fixture["name"], fixture["options"], fixture["html"]


TEMPLATES = cache(environment)


def written(call: Call) -> str:
    file, macro, given, named = call
    module = TEMPLATES().get_template(f"components/{file}.html").module
    return str(getattr(module, macro)(*given, **named))


def alike(component: str, html: str) -> list[Any]:
    """The tree without what is ours by intention: our words for a count, our name before a date's fields."""
    html = re.sub(r'(__message">)[^<]*', r"\1", html)
    html = re.sub(r'name="x-', 'name="', html) if component == "date-input" else html
    html = re.sub(r' for=""', "", html) if component == "label" else html
    html = re.sub(r"</?fieldset[^>]*>", "", html) if component == "fieldset" else html
    return Tree(html).top


@pytest.mark.parametrize("component", TABLE)
def test_a_macro_writes_what_the_design_system_writes(component: str) -> None:
    write, at_least = TABLE[component]
    compared = 0
    for name, options, html in fixtures(component):
        try:
            call = write(options)
        except (NotOursError, KeyError):
            continue
        assert alike(component, written(call)) == alike(component, html), name
        compared += 1
    assert compared >= at_least, f"only {compared} fixtures were compared"
