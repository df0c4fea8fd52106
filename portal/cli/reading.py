"""What was sent as plain text for staff at a terminal: wishes first, then answers, budget, arrangement, requests."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from portal.cli.reckoning import budget_lines
from portal.words import Placeholder, Transform, fill

if TYPE_CHECKING:
    from portal.services.casework import AskedAgain, Submission
    from portal.services.opened import About, Helper, Wishes

WIDTH = 78
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of all that follows; a person's words must not reorder what stands around them."""

SENDERS = {
    "person": "the person",
    "carer": "the carer whose support it is",
    "helper": "somebody who helps the person",
    "attorney": "somebody with lasting power of attorney",
    "attorney-welfare": "somebody with lasting power of attorney for health and welfare",
    "keying": "the council, which typed it in from a paper form",
    "deputy": "a deputy of the Court of Protection",
    "deputy-welfare": "a deputy of the Court of Protection for health and welfare",
}
MISSING = {
    "unanswered": "Not answered",
    "not-sure": "I'm not sure",
    "talk": "I'd rather talk to someone",
    "not-applicable": "Does not apply",
    "blank": "Left blank",
}
WAYS = {
    "managed": "managed by the council",
    "direct-payment": "direct payment",
    "individual-service-fund": "individual service fund",
    "mixed": "a mix",
    "not-sure": "not sure yet",
}


def written(submission: Submission, about: About, asked: Sequence[AskedAgain], *, safeguarding: bool) -> str:
    """Everything that was sent; answers private to the person only for safeguarding."""
    contents = submission.contents
    parts = [
        _head(submission),
        _wishes(about.reaching),
        _helper(about.helper),
        *(_section(section, contents, safeguarding=safeguarding) for section in contents["sections"]),
        ["THE BUDGET AS IT WAS SHOWN", *budget_lines(contents["budget"], _texts(contents))],
        ["HOW THEY WANT TO TAKE IT", *_arrangement(contents["choice"])],
    ]
    if asked:
        parts.append(["ASKED US TO LOOK AGAIN", *_asked(asked, contents)])
    return harmless("\n\n".join("\n".join(part) for part in parts if part) + "\n")


def harmless(text: str) -> str:
    """The text without signs that would steer a terminal instead of being read."""
    lines = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join("\ufffd" if _steers(sign) else sign for sign in lines)


def _steers(sign: str) -> bool:
    return sign != "\n" and (sign in TURNING or unicodedata.category(sign) in {"Cc", "Cs"})


def _head(submission: Submission) -> list[str]:
    from portal.services.signing import FOR_WHOEVER_CANNOT  # noqa: PLC0415  brings the database along

    contents = submission.contents
    sender = SENDERS.get(contents["role"], contents["role"])
    about = f", about {contents['person_name']}" if contents["person_name"] else ""
    lines = [
        f"{contents['reference']}: {contents['title']}",
        f"Sent {_moment(contents['sent'])} by {sender}{about}.",
    ]
    if contents.get("signed"):
        lines.append(f"Signed by {contents['signed']['name']}.")
    if contents.get("ground") in FOR_WHOEVER_CANNOT:
        lines.append("Information for an assessment that a worker leads: it was sent because the person cannot.")
    if submission.number > 1:
        lines.append(f"It was taken back and sent again: this is number {submission.number}.")
    if not contents["language"].startswith("en"):
        lines.append(f"The words are as they were shown, in the language {contents['language']}.")
    if contents["wording"].startswith("easy"):
        lines.append("They read it in Easy Read.")
    return lines


def _moment(iso: str) -> str:
    when = datetime.fromisoformat(iso).astimezone(_london())
    return f"{when.day} {when:%B %Y at %H:%M}"


def _london() -> Any:
    from portal.services.context import LONDON  # noqa: PLC0415  brings the database along

    return LONDON


def _wishes(wishes: Wishes) -> list[str]:
    """How it is safe to reach the person, as it is today: what is not safe stands in capitals."""
    ways = (
        (wishes.write, "DO NOT WRITE", "write"),
        (wishes.ring, "DO NOT RING", "ring"),
        (wishes.email, "DO NOT E-MAIL", "e-mail"),
    )
    lines = ["IS IT SAFE TO REACH THEM?", *(f"    {barred}" for safe, barred, _ in ways if safe is False)]
    lines += [f"    They said that it is safe to {way}." for safe, _, way in ways if safe]
    lines += [f"    They did not say whether it is safe to {way}." for safe, _, way in ways if safe is None]
    return lines + (_indented(f"In their own words: {wishes.how}") if wishes.how else [])


def _helper(helper: Helper) -> list[str]:
    """Who answers for the person, with the ways to reach them; nothing where nothing was said."""
    if helper.ring is None:
        return []
    ways = (
        ("ring", helper.ring, helper.phone),
        ("e-mail", helper.mail, helper.email),
    )
    lines = ["WHO ANSWERS FOR THEM", *(_indented(helper.name) if helper.name else [])]
    for way, safe, where in ways:
        lines += _indented(where) if where else []
        lines.append(f"    They said that it is safe to {way} them." if safe else f"    DO NOT {way.upper()} THEM")
    return lines


def _section(section: Mapping[str, Any], contents: Mapping[str, Any], *, safeguarding: bool) -> list[str]:
    shown = [each for each in section["answers"] if safeguarding or not each["private"]]
    hidden = len(section["answers"]) - len(shown)
    lines = [section["title"].upper()]
    for answer in shown:
        lines += ["", *_indented(_asked_words(answer, contents), 2), *_answer(answer)]
    if hidden:
        lines += ["", *_indented(f"Private to the person and not shown: {hidden}. Add --safeguarding to read them.", 2)]
    return lines


def _texts(contents: Mapping[str, Any]) -> dict[str, str]:
    """The words of each question, for lines that name one."""
    every = (answer for section in contents["sections"] for answer in section["answers"])
    return {answer["question"]: _asked_words(answer, contents) for answer in every}


def _asked_words(answer: Mapping[str, Any], contents: Mapping[str, Any]) -> str:
    """The words of a question with earlier answers put in, as they were shown."""
    return fill(answer["text"], lambda place: _earlier(place, answer["item"], contents))


def _earlier(place: Placeholder, item: str | None, contents: Mapping[str, Any]) -> str:
    every = [answer for section in contents["sections"] for answer in section["answers"]]
    if place.transform == Transform.COUNT:
        return str(len({answer["item"] for answer in every if answer["group"] == place.question}))
    found = [each for each in every if each["question"] == place.question and each["item"] in {None, item}]
    said = ", ".join(_said(found[0])) if found and not _missing(found[0]) else "…"
    return said.split()[0] if place.transform == Transform.FIRST_WORD and said.split() else said


def _answer(answer: Mapping[str, Any]) -> Iterator[str]:
    for line in _said(answer):
        yield from _indented(line, 6)


def _missing(answer: Mapping[str, Any]) -> bool:
    return isinstance(answer["answer"], dict) and "missing" in answer["answer"]


def _said(answer: Mapping[str, Any]) -> list[str]:
    """An answer in words, one line for each thing said."""
    kept = answer["answer"]
    if answer["words"]:
        return list(answer["words"])
    if _missing(answer):
        return [MISSING.get(kept["missing"], kept["missing"])]
    if isinstance(kept, dict):
        return [line for line in (*kept["lines"], kept["town"], kept["postcode"]) if line]
    if answer["kind"] == "money":
        return [_pounds(kept)]
    if answer["kind"] == "date":
        when = datetime.fromisoformat(kept)
        return [f"{when.day} {when:%B %Y}"]
    return str(kept).splitlines() or [""]


def _pounds(kept: Any) -> str:
    try:
        return f"£{Decimal(str(kept)):,.2f}"
    except InvalidOperation:
        return str(kept)


def _arrangement(choice: Mapping[str, Any]) -> Iterator[str]:
    """The way that was chosen, and the parts of a mix."""
    if choice["way"] is None:
        yield "    Nothing was chosen yet."
        return
    yield f"    {WAYS.get(choice['way'], choice['way']).capitalize()}"
    if choice["uses"]:
        yield f"    The money is for: {', '.join(choice['uses'])}"
    for part in choice["parts"] if choice["way"] == "mixed" else ():
        period = "a week" if part["period"] == "weekly" else "once"
        amount = "no amount yet" if part["amount"] is None else f"{_pounds(part['amount'])} {period}"
        yield f"    - {part['name']}: {WAYS.get(part['way'], 'no way chosen')}, {amount}"
    for guide, what in choice["guides"].items():
        yield f"    The guide {guide} was {'opened' if what == 'shown' else 'offered and not wanted'}."


def _asked(asked: Iterable[AskedAgain], contents: Mapping[str, Any]) -> Iterator[str]:
    lines = ((contents["budget"].get("budget") or {}).get("lines")) or []
    titles = {line["id"]: line["title"] for line in lines}
    for each in asked:
        about = f"about: {titles.get(each.line, each.line)}" if each.line else "about all of it"
        yield f"    {_moment(each.asked.isoformat())}, {about}"
        yield from (line for words in each.words.splitlines() for line in _indented(words, 6))


def _indented(words: str, by: int = 4) -> list[str]:
    space = " " * by
    return textwrap.wrap(words, WIDTH, initial_indent=space, subsequent_indent=space) or [space]
