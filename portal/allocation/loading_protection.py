"""Owns reading how a sum is protected from falling at once."""

from dataclasses import replace
from decimal import Decimal

from portal.allocation.loading_terms import LineReader, day_or_question
from portal.allocation.operations import Operation, Protect
from portal.allocation.operations.protection import ByYear, MostFall, UntilDay
from portal.allocation.parts import Term
from portal.files import ContentError, Node, Reader

WHOLE = 100  # per cent


def protect(reader: LineReader) -> Operation | None:
    """A sum held up by the one of before: until a day, by a share of the change, or by the most it may fall."""
    line, before = Term(line=reader.text("protect")), Term(line=reader.text("before"))
    ways = ("until", "most_fall", "most_fall_per_cent", "share_of_change")
    named = [name for name in ways if name in reader]
    if len(named) != 1:
        cure = "Write one of `until`, `most_fall`, `most_fall_per_cent`, `share_of_change`."
        reader.complain("unclear-protection", "It is not said in one way how the sum is protected.", cure)
        for name in (*ways, "starts", "rises_too"):
            reader.at(name)
        return None
    day, own_day = day_or_question(reader, "until" if named[0] == "until" else "starts")
    if named[0] == "until":
        if "starts" in reader:
            what = "Up to the day of `until` nothing falls, and all of it may on the next: there is no `starts`."
            cure = "Take `starts` out; where it falls in steps, write `most_fall`, or another of these, for `until`."
            reader.complain("unclear-protection", what, cure, reader.at("starts"))
        return Protect(line, before, UntilDay(day), own_day)
    if named[0] == "share_of_change":
        shares = tuple(_share(node, reader) for node in reader.each("share_of_change"))
        return Protect(line, before, ByYear(day, shares, reader.flag("rises_too")), own_day)
    fall = reader.decimal(named[0])
    if fall < 0:
        reader.complain("unclear-protection", "A fall is above nought.", "Write how much a sum may fall in a year.")
    return Protect(line, before, MostFall(day, fall, named[0] == "most_fall_per_cent"), own_day)


def _share(node: Node, reader: Reader) -> Decimal:
    try:
        share = node.decimal()
    except ContentError as error:
        reader.complaints.extend(replace(one, where=reader.where) for one in error.complaints)
        return Decimal(0)
    if not 0 <= share <= WHOLE:
        cure = "Write the part of the change that counts by then, such as [25, 50, 75]."
        reader.complain("share-out-of-range", "A share lies outside 0 to 100 per cent.", cure, node)
    return share
