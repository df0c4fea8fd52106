"""Owns reading the groups of a roll-out from their file, with every complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from portal.cohorts.model import Ask, Cohort, Cohorts, Share
from portal.cohorts.postcodes import is_listed_well
from portal.conditions import AnyOf, Condition, read_condition
from portal.files import Complaint, ContentError, Node, Reader, read_yaml, suggestion
from portal.words import Text, text_at, text_fields

CODES: Mapping[str, str] = {
    "cohort-duplicate": "An id of a group or a box is used once.",
    "cohort-ends-before-start": "A group starts before it ends.",
    "cohort-for-nobody": "A group has a condition, postcodes or both.",
    "cohort-postcode": "A postcode in a list is whole, a first half, or a first half and a digit.",
    "cohort-share": "A share is in per cent, at most 100 and no part of one, of people counted on a day.",
    "cohort-unasked": "A condition looks at the boxes that are offered, and every box is looked at.",
}
"""Each code with its rule in one sentence."""

FULL = Decimal(100)


def load_cohorts(path: Path | str) -> Cohorts:
    """The groups in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    owner = reader.text("id")

    def text(name: str) -> Text:
        return text_at(reader, name, f"cohorts/{name.replace('_', '-')}")

    share = reader.inner("share", "share")
    found = Cohorts(
        id=owner,
        source=reader.text("source"),
        questionnaires=reader.texts("questionnaires"),
        title=text("title"),
        intro=text("intro"),
        usual_title=text("usual_title"),
        usual=text("usual"),
        join=text("join"),
        asks=tuple(_ask(node, complaints) for node in reader.each("asks")),
        cohorts=tuple(_cohort(node, complaints) for node in reader.each("cohorts", required=True)),
        share=None if share is None else _share(share),
    )
    reader.finish()
    _check(found, reader)
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return found


def _ask(node: Node, complaints: list[Complaint]) -> Ask:
    reader = Reader(node, complaints)
    ask_id = reader.named("box")
    found = Ask(ask_id, text_fields(reader, f"cohorts/asks/{ask_id}"), reader.mark)
    reader.finish()
    return found


def _cohort(node: Node, complaints: list[Complaint]) -> Cohort:
    reader = Reader(node, complaints)
    cohort_id = reader.named("group")
    when = reader.at("when")
    title = text_at(reader, "title", f"cohorts/{cohort_id}/title")
    starts, ends = reader.day("starts"), reader.day_or_none("ends")
    condition = read_condition(when, complaints, reader.where) if when else None
    postcodes = tuple(each.upper() for each in reader.texts("postcodes"))
    if when is None and not postcodes:
        reader.complain("cohort-for-nobody", "Nobody belongs to it.", "Add `when:` or `postcodes:`.")
    for each in postcodes:
        if not is_listed_well(each):
            what, cure = f"“{each}” is no postcode.", "Write CH41, CH41 2 or CH41 2AB."
            reader.complain("cohort-postcode", what, cure, reader.at("postcodes"))
    if starts is not None and ends is not None and ends < starts:
        reader.complain("cohort-ends-before-start", f"It ends on {ends}.", f"Write a day from {starts} on.")
    reader.finish()
    return Cohort(cohort_id, title, starts or date.max, ends, condition, postcodes, reader.mark)


def _share(reader: Reader) -> Share:
    found = Share(
        reader.decimal("per_cent"),
        text_at(reader, "of", "cohorts/share"),
        reader.whole_or_none("people"),
        reader.text("source"),
        reader.day_or_none("counted"),
    )
    if (found.people is None) is not (found.counted is None):
        cure = "Write both: `people: 4100` and `counted: 2026-04-01`."
        reader.complain("cohort-share", "A number of people and the day they were counted go together.", cure)
    if not 0 < found.per_cent <= FULL:
        reader.complain("cohort-share", f"The share is {found.per_cent} per cent.", "Write a number up to 100.")
    elif found.per_cent < 1:
        what = f"The share is {found.per_cent} per cent, which is less than a hundredth."
        cure = f"Write it in per cent: {(found.per_cent * FULL).normalize():f} for {found.per_cent}."
        reader.complain("cohort-share", what, cure, reader.at("per_cent"))
    reader.finish()
    return found


def _check(found: Cohorts, reader: Reader) -> None:
    boxes, used = [ask.id for ask in found.asks], set[str]()
    for cohort in found.cohorts:
        asked: Condition = cohort.when or AnyOf("", ())
        names = asked.questions - {""}
        used |= names
        for name in sorted(names - set(boxes)):
            what = f"It looks at “{name}”, which is no box."
            where, mark = f"group “{cohort.id}”", cohort.mark
            cure = suggestion(name, boxes)
            reader.complaints.append(Complaint("cohort-unasked", mark.file, mark.line, where, what, cure))
    for ask in found.asks:
        if ask.id not in used:
            where, cure = f"box “{ask.id}”", "Take it out: nothing is asked that decides nothing."
            what = "No group looks at it."
            reader.complaints.append(Complaint("cohort-unasked", ask.mark.file, ask.mark.line, where, what, cure))
    ids = [cohort.id for cohort in found.cohorts]
    for each in dict.fromkeys(one for one in (*ids, *boxes) if ids.count(one) > 1 or boxes.count(one) > 1):
        reader.complain("cohort-duplicate", f"The id “{each}” is used twice.", "Rename one of them.")
