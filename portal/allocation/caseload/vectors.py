"""Owns reading many packed answer vectors of one layout at once, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import Exact
from portal.allocation.caseload.people import Column, Group, People
from portal.allocation.packing import NUMBER, SEVERAL, Layout, Packed

Bytes = NDArray[np.uint8]


def unpack(vectors: Sequence[bytes], layout: Layout) -> People:
    """The people of these vectors. All must be of this layout."""
    width, size = layout.width, len(vectors)
    fixed = np.frombuffer(b"".join([one[:width] for one in vectors]), np.uint8).reshape(size, width)
    fixed = np.ascontiguousarray(fixed.T)  # a question's bytes beside one another
    columns: dict[str, Column] = {}
    lists: list[tuple[Packed, NDArray[Any], NDArray[np.int64]]] = []
    at = 0
    for one in layout.questions:
        part = fixed[at : at + one.width]
        at += one.width
        if one.kind == "group":
            counts = np.where(part[0] == SEVERAL, part[1], 0).astype(np.int64)
            lists.append((one, part[0], counts))
        else:
            columns[one.id] = _column(one, part)
    return People(size, columns, _groups(vectors, width, lists))


def _column(one: Packed, part: Bytes) -> Column:
    codes = part[0]
    if one.kind == "number":
        return Column(codes, one.options, _numbers(codes, part[1:]))
    if one.kind == "date":
        days = np.ascontiguousarray(part[1:].T).view("<i4").ravel().astype(np.int64)
        return Column(codes, one.options, days=days)
    if one.kind == "choices":
        picks = np.unpackbits(part[1:, None, :], axis=1, bitorder="little").reshape(8 * len(part[1:]), part.shape[1])
        flags = picks[: len(one.options)].astype(np.bool_)
        return Column(codes, one.options, picks=flags, counts=flags.sum(axis=0).astype(np.int64))
    return Column(codes, one.options)


def _numbers(codes: NDArray[Any], part: Bytes) -> Exact | None:
    given = codes == NUMBER
    if not given.any():
        return None
    places = part[0].astype(np.int64)
    whole: NDArray[Any] = np.ascontiguousarray(part[1:].T).view("<i8").ravel().astype(np.int64)
    most = int(places.max())
    if int(np.abs(whole).max()) * 10**most >= 2**62:
        whole = whole.astype(object)
        return Exact.each(
            np.array([one * 10 ** (most - here) for one, here in zip(whole, places.tolist(), strict=True)], object),
            most,
        )
    return Exact.each(whole * 10 ** (most - places), most)


def _groups(
    vectors: Sequence[bytes], width: int, lists: Sequence[tuple[Packed, NDArray[Any], NDArray[np.int64]]]
) -> Mapping[str, Group]:
    """The items of each group, which stand one group after the other behind the fixed part."""
    found: dict[str, Group] = {}
    begins = np.full(len(vectors), width)
    for one, codes, counts in lists:
        length = sum(each.width for each in one.inside)
        ends = begins + counts * length
        tails = (
            vector[start:end]
            for vector, start, end in zip(vectors, begins.tolist(), ends.tolist(), strict=True)
            if end > start
        )
        items = np.frombuffer(b"".join(tails), np.uint8).reshape(-1, length)
        items = np.ascontiguousarray(items.T)
        columns, at = {}, 0
        for each in one.inside:
            columns[each.id] = _column(each, items[at : at + each.width])
            at += each.width
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        found[one.id] = Group(codes, offsets, columns)
        begins = ends
    return found
