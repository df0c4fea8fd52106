"""Owns the words about ways of taking a budget: the comparison, the parts on offer, the five awareness points."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from portal.arrangements.model import FOR_A_PART, Period, Way
from portal.files import Complaint, ContentError, Node, Reader, read_yaml, suggestion
from portal.words import Text, text_at

AWARENESS_POINTS = 5
NEVER_LEFT_OUT = (Way.MANAGED, Way.DIRECT_PAYMENT, Way.NOT_SURE)


@dataclass(frozen=True, slots=True)
class Use:
    """What the money may be used for under a way, and the guide that belongs to it."""

    id: str
    title: Text
    guide: str | None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class WayWords:
    """One way, told in the same order as each other way."""

    way: Way
    picture: str | None
    title: Text
    summary: Text
    you_decide: Text
    you_must: Text
    help: Text
    change: Text
    uses: tuple[Use, ...]
    made_of: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class OfferedPart:
    """A part of the support that can go its own way; `line` is the part that lines of the scheme belong to."""

    id: str
    title: Text
    line: str
    period: Period
    picture: str | None


@dataclass(frozen=True, slots=True)
class AwarenessPoint:
    """Something a person should know before employing or buying. `places` are marked places in guides, by use."""

    id: str
    title: Text
    text: Text
    shown_for: tuple[Way, ...]
    uses: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    picture: str | None = None

    def is_shown(self, way: Way, uses: Iterable[str] | None = None) -> bool:
        """Whether it is shown for a way; where the uses are known, only if it concerns one of them."""
        return way in self.shown_for and (uses is None or not self.uses or bool(set(uses) & set(self.uses)))


@dataclass(frozen=True, slots=True)
class Arrangements:
    """All words about ways for one questionnaire; ways that are left out are not offered there."""

    id: str
    ways: tuple[WayWords, ...]
    parts: tuple[OfferedPart, ...]
    awareness: tuple[AwarenessPoint, ...]
    left_out: tuple[Way, ...] = ()

    def way(self, way: Way) -> WayWords:
        """The words of a way. Raises KeyError where there are none."""
        for words in self.ways:
            if words.way is way:
                return words
        raise KeyError(way)

    def shown_for(self, ways: Iterable[Way], uses: Iterable[str] | None = None) -> tuple[AwarenessPoint, ...]:
        """The awareness points for these ways (of a choice and its parts), in the order of the file."""
        chosen, used = tuple(ways), None if uses is None else tuple(uses)
        return tuple(point for point in self.awareness if any(point.is_shown(way, used) for way in chosen))


def load(path: Path | str) -> Arrangements:
    """The words in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    owner = reader.text("id")
    left_out = _ways(reader, "left_out")
    found = Arrangements(
        owner,
        tuple(_way(node, complaints, owner) for node in reader.each("ways", required=True)),
        tuple(_part(node, complaints, owner) for node in reader.each("parts", required=Way.MIXED not in left_out)),
        tuple(_point(node, complaints, owner) for node in reader.each("awareness", required=True)),
        left_out,
    )
    reader.finish()
    _check(found, reader)
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return found


def _check(found: Arrangements, reader: Reader) -> None:
    ways = [words.way for words in found.ways]
    for way in Way:
        wanted = 0 if way in found.left_out else 1
        if ways.count(way) != wanted:
            cure = "Describe each way once, or name it under `left_out`."
            reader.complain("ways-not-complete", f"The way “{way}” is described {ways.count(way)} times.", cure)
    for way in sorted(set(found.left_out) & set(NEVER_LEFT_OUT)):
        cure = "Take it out of `left_out`: the law gives everyone this choice."
        reader.complain("way-left-out", f"The way “{way}” is left out.", cure, reader.at("left_out"))
    for kind, ids in (("part", [part.id for part in found.parts]), ("point", [point.id for point in found.awareness])):
        for one in dict.fromkeys(ids):
            if ids.count(one) > 1:
                reader.complain("duplicate-id", f"The {kind} “{one}” comes twice.", "Give one of them another id.")
    if len(found.awareness) < AWARENESS_POINTS:
        what = f"There are only {len(found.awareness)} awareness points."
        reader.complain("awareness-not-complete", what, "All five points of the policy must be there.")
    known = {use.id for words in found.ways for use in words.uses}
    for point in found.awareness:
        for use in [*point.uses, *(use for use, _ in point.places)]:
            if use not in known:
                what = f"“{point.id}” names the use “{use}”, which no way has."
                reader.complain("unknown-use", what, suggestion(use, sorted(known)))


def _ways(reader: Reader, name: str) -> tuple[Way, ...]:
    found = reader.texts(name)
    for words in found:
        if words not in set(Way):
            reader.complain("unknown-way", f"“{words}” is not a way.", suggestion(words, list(Way)), reader.at(name))
    return tuple(Way(words) for words in found if words in set(Way))


def _way(node: Node, complaints: list[Complaint], owner: str) -> WayWords:
    reader = Reader(node, complaints)
    way = Way(reader.one_of("id", [each.value for each in Way]))
    reader.where = f"way “{way}”"
    key = f"{owner}/arrangements/{way}"
    made_of = _ways(reader, "made_of")
    if any(one not in FOR_A_PART for one in made_of):
        reader.complain("unknown-way", "`made_of` names a way that no part can go.", suggestion("", list(FOR_A_PART)))
    words = WayWords(
        way=way,
        picture=reader.text_or_none("picture"),
        title=text_at(reader, "title", f"{key}/title"),
        summary=text_at(reader, "summary", f"{key}/summary"),
        you_decide=text_at(reader, "you_decide", f"{key}/you_decide"),
        you_must=text_at(reader, "you_must", f"{key}/you_must"),
        help=text_at(reader, "help", f"{key}/help"),
        change=text_at(reader, "change", f"{key}/change"),
        uses=tuple(_use(one, complaints, f"{key}/uses") for one in reader.each("uses")),
        made_of=made_of,
    )
    reader.finish()
    return words


def _use(node: Node, complaints: list[Complaint], key: str) -> Use:
    reader = Reader(node, complaints, "uses")
    use_id = reader.text("id")
    use = Use(
        use_id,
        text_at(reader, "title", f"{key}/{use_id}/title"),
        reader.text_or_none("guide"),
        reader.text_or_none("picture"),
    )
    reader.finish()
    return use


def _part(node: Node, complaints: list[Complaint], owner: str) -> OfferedPart:
    reader = Reader(node, complaints)
    part_id = reader.named("part")
    part = OfferedPart(
        part_id,
        text_at(reader, "title", f"{owner}/arrangements/part-{part_id}/title"),
        reader.text("line"),
        Period(reader.one_of("period", [each.value for each in Period], Period.WEEKLY.value)),
        reader.text_or_none("picture"),
    )
    reader.finish()
    return part


def _point(node: Node, complaints: list[Complaint], owner: str) -> AwarenessPoint:
    reader = Reader(node, complaints)
    point_id = reader.named("point")
    key = f"{owner}/arrangements/awareness-{point_id}"
    places = reader.inner("places")
    point = AwarenessPoint(
        point_id,
        text_at(reader, "title", f"{key}/title"),
        text_at(reader, "text", f"{key}/text"),
        _ways(reader, "shown_for"),
        reader.texts("uses"),
        tuple((use, places.text(use)) for use in places.node.fields()) if places else (),
        reader.text_or_none("picture"),
    )
    if not point.shown_for:
        reader.complain("never-shown", "The point is shown for no way.", "Add `shown_for: [direct-payment, mixed]`.")
    reader.finish()
    return point
