"""What every page must be, whoever reads it and whatever went wrong: judged on each answer a test gets."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import html5lib
import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from werkzeug.test import TestResponse

REFUSED: Final = 422
TITLE: Final = re.compile(r"(?P<error>«?Error:)?(?P<page>.*\S.*) – (?P<service>\S.*) – (?P<council>\S.*)", re.DOTALL)
POINTING: Final = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "form")
BUILT: Final = re.compile(r"/static/[\w./-]+-[0-9a-f]{12}\.\w+")
UNTYPED: Final = {"hidden", "submit", "button", "image", "reset"}
SAFE_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def judge(answer: TestResponse) -> HtmlElement:
    """Return the page of an answer, or fail with everything that is wrong with it."""
    assert answer.mimetype == "text/html", f"not a page but {answer.mimetype}"
    assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    written = answer.get_data(as_text=True)
    page = lxml.html.document_fromstring(written)
    faults = list(in_headers(answer))
    same = hash((answer.status_code, MARK.sub("", written)))
    if same not in SOUND:
        faults += in_markup(written)
        for look in (headings, landmarks, ids, labels, forms, addresses, no_inline, pictures):
            faults += look(page)
        faults += title(page, answer.status_code)
    assert not faults, f"{answer.request.method} {answer.request.path} ({answer.status_code}):\n" + "\n".join(faults)
    SOUND.add(same)
    return page


def words_of(element: HtmlElement) -> str:
    """The words of an element, as one line."""
    return " ".join(element.text_content().split())


def in_headers(answer: TestResponse) -> Iterator[str]:
    headers = answer.headers
    policy = dict(
        each.strip().split(" ", 1)
        for each in headers.get("Content-Security-Policy", "").split(";")
        if " " in each.strip()
    )
    wrong = {name: policy.get(name) for name, wanted in SAFE_POLICY.items() if policy.get(name) != wanted}
    if wrong or "unsafe" in str(policy) or "http" in str(policy):
        yield f"the content policy is not strict: {wrong or policy}"
    for name, wanted in (
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ):
        if headers.get(name) != wanted:
            yield f"{name} is {headers.get(name)!r}, not {wanted!r}"
    for cookie in headers.getlist("Set-Cookie"):
        if "HttpOnly" not in cookie or "SameSite=Lax" not in cookie:
            yield "a cookie can be read by scripts or sent along by other sites"


SOUND: Final[set[int]] = set()
"""Pages that were found faultless, word for word and with this status, but for the mark of the visit."""
MARK: Final = re.compile(r'(?<=name="mark" value=")[^"]{20,}')
SHAPES: Final[set[int]] = set()
"""Pages of a shape that was found valid: the same tags and attributes in the same order, only other words."""
TAG: Final = re.compile(r"<[^<>]*>")
VALUE: Final = re.compile(r'"[^"]*"')
STRAY: Final = re.compile(r"&(?!#?[A-Za-z0-9]+;)")


def in_markup(written: str) -> Iterator[str]:
    """Faults that the strict parser finds; it is slow, so it reads each shape of page once."""
    bare = TAG.sub("", written)
    shape = hash(VALUE.sub("", "".join(TAG.findall(written))))
    if "<" in bare or ">" in bare or STRAY.search(written):
        yield "a sign that belongs to HTML stands between the words"
    elif shape in SHAPES:
        return
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(written)
    for (line, column), code, values in parser.errors:
        around = written.splitlines()[line - 1][max(0, column - 60) : column + 20]
        yield f"not valid HTML: {code} {values} at line {line}, column {column}: {around!r}"
    if not parser.errors:
        SHAPES.add(shape)


def title(page: HtmlElement, status: int) -> Iterator[str]:
    said = page.findtext("head/title") or ""
    found = TITLE.fullmatch(said)
    if not found:
        yield f"the title does not name page, service and council: {said!r}"
        return
    wrong = status == REFUSED or bool(page.xpath("//input[@name='refused']"))  # the second was left with its errors
    if bool(found["error"]) != wrong:
        yield f"the title {'says' if found['error'] else 'does not say'} Error: with status {status}"
    if bool(page.xpath("//*[contains(@class, 'govuk-error-summary__title')]")) != wrong:
        yield f"with status {status} the summary of errors is {'missing' if wrong else 'shown'}"


def headings(page: HtmlElement) -> Iterator[str]:
    firsts = page.xpath("//h1")
    if len(firsts) != 1 or not words_of(firsts[0]):
        yield f"there are {len(firsts)} h1: {[words_of(each) for each in firsts]}"
    levels = [int(each.tag[1]) for each in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    levels = levels[levels.index(1) :] if 1 in levels else levels
    if any(after > before + 1 for before, after in itertools.pairwise(levels)):
        yield f"a level of heading is left out: {levels}"
    for each in page.xpath("//h1|//h2|//h3|//h4|//legend|//button|//a[@href]"):
        if not words_of(each) and not each.get("aria-label"):
            yield f"an empty {each.tag}"


def landmarks(page: HtmlElement) -> Iterator[str]:
    for name in ("header", "main", "footer"):
        if len(page.xpath(f"//{name}")) != 1:
            yield f"there is not one {name}"
    if not page.get("lang") or page.get("dir") not in {"ltr", "rtl"}:
        yield "the page does not say its language and direction"
    names = Counter(str(each.get("aria-label") or each.get("aria-labelledby")) for each in page.xpath("//nav"))
    if names["None"] or any(count > 1 for count in names.values()):
        yield f"two navigations cannot be told apart, or one has no name: {dict(names)}"
    if not page.xpath("//a[@href='#main']"):
        yield "nothing skips to the main part"


def ids(page: HtmlElement) -> Iterator[str]:
    known = Counter(page.xpath("//@id"))
    yield from (f"id {name!r} is there {count} times" for name, count in known.items() if count > 1)
    for attribute in POINTING:
        for value in page.xpath(f"//@{attribute}"):
            yield from (
                f"{attribute} points at {name!r}, which is not there" for name in value.split() if name not in known
            )
    for href in page.xpath("//a/@href"):
        if href.startswith("#") and href[1:] not in known:
            yield f"a link leads to {href}, which is not there"


def labels(page: HtmlElement) -> Iterator[str]:
    labelled = {each.get("for") for each in page.xpath("//label[@for]") if words_of(each)}
    found = boxes(page)
    names = Counter(box.get("name") for box in found)
    for box in found:
        if box.get("id") not in labelled and not box.get("aria-label") and not box.get("aria-labelledby"):
            yield f"a box has no label: {box.get('name') or box.get('id')}"
        if box.get("type") in {"radio", "checkbox"} and names[box.get("name")] > 1 and not has_legend(box):
            yield f"answers to pick have no question: {box.get('name')}"


def boxes(page: HtmlElement) -> list[HtmlElement]:
    """Everything a person can type into or pick."""
    return [each for each in page.xpath("//input|//select|//textarea") if each.get("type") not in UNTYPED]


def has_legend(box: HtmlElement) -> bool:
    """Whether there is a question above a box to pick."""
    return any(each.find("legend") is not None for each in box.iterancestors("fieldset"))


def forms(page: HtmlElement) -> Iterator[str]:
    for form in page.xpath("//form"):
        if form.get("role") == "search":
            yield from search(form)
            continue
        if form.get("method") != "post":
            yield "a form is not sent by POST"
        if len(form.xpath(".//input[@type='hidden'][@name='mark'][string-length(@value) > 20]")) != 1:
            yield f"form {form.get('id')} does not carry the mark"
        first = next(iter(buttons(page, form)), None)
        typed = [each for each in boxes(page) if form in each.iterancestors() or each.get("form") == form.get("id")]
        if typed and (first is None or first.get("name")):
            yield f"Enter in form {form.get('id')} presses {words_of(first) if first is not None else 'nothing'!r}"


def search(form: HtmlElement) -> Iterator[str]:
    """A search asks for a page and changes nothing: its address may be kept, so it holds only what was looked for."""
    if form.get("method") != "get":
        yield "a search is not sent by GET"
    if [each.get("name") for each in form.xpath(".//input|.//select|.//textarea|.//button[@name]")] != ["q"]:
        yield "a search sends more than what is looked for"


def buttons(page: HtmlElement, form: HtmlElement) -> list[HtmlElement]:
    """The buttons that send a form, in the order of the page."""
    found = page.xpath("//button[not(@type) or @type='submit']|//input[@type='submit' or @type='image']")
    return [
        each
        for each in found
        if (each.get("form") == form.get("id") if each.get("form") else form in each.iterancestors())
    ]


def addresses(page: HtmlElement) -> Iterator[str]:
    for each in page.xpath("//*[@src or @href or @action or @srcset or @data or @poster or @ping]"):
        for name in ("src", "href", "action", "srcset", "data", "poster", "ping"):
            address = each.get(name)
            if address is None or address.startswith("#") or (address.startswith("/") and not address.startswith("//")):
                continue
            if each.get("rel") == "icon" and address.startswith("data:image/svg+xml,"):  # it stands in the page itself
                continue
            if each.tag != "a" or name != "href":
                yield f"{each.tag} fetches from elsewhere: {address}"
            elif address.startswith(("http://", "https://")):
                if "noreferrer" not in (each.get("rel") or ""):
                    yield f"a link leads away and tells where from: {address}"
            elif not address.startswith(("tel:", "mailto:", "sms:")):
                yield f"a strange address: {address}"


def no_inline(page: HtmlElement) -> Iterator[str]:
    if page.xpath("//style|//*[@style]"):
        yield "style is written in the page"
    if page.xpath("//script[not(@src) or normalize-space(text())]|//@*[starts-with(name(), 'on')]"):
        yield "script is written in the page"


def pictures(page: HtmlElement) -> Iterator[str]:
    for each in page.xpath("//img"):
        if each.get("alt") is None or not each.get("width") or not each.get("height"):
            yield f"a picture has no words or no size: {each.get('src')}"
    for each in page.xpath("//img/@src|//link[not(@rel='icon')]/@href|//script/@src"):
        if not BUILT.fullmatch(each):
            yield f"not a built file: {each}"
