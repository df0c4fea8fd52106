"""What differs from council to council: names, numbers, hours, targets and links, read from one file and checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PositiveInt, ValidationError

from portal.files import Complaint, ContentError, Node, read_yaml
from portal.words import WORDING_FIELDS, Text

if TYPE_CHECKING:
    from pathlib import Path


def _as_text(value: object) -> object:
    return Text(f"council/{value}", value) if isinstance(value, str) else value


Words = Annotated[Text, BeforeValidator(_as_text)]


class Setting(BaseModel):
    """A group of settings: nothing unknown gets in, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Source(Setting):
    """Where a fact was read."""

    title: str
    address: str = ""


class Place(Setting):
    """An address people can write to or visit."""

    name: str = ""
    lines: tuple[str, ...]
    town: str
    postcode: str
    hours: str = ""
    finding_it: Words | None = None


class CouncilNames(Setting):
    """What the council is called."""

    name: str
    short_name: str
    team: str
    web: str


class ServiceNames(Setting):
    """What the service is called, and one line about it."""

    name: str
    strapline: Words


class Link(Setting):
    """A link that pages show."""

    id: str = ""
    title: str
    address: str


class Area(Setting):
    """Who this council serves."""

    name: str
    places: tuple[str, ...]
    find_council: Link


class Team(Setting):
    """A team with its numbers."""

    team: str
    phone: str = ""
    textphone: str = ""
    relay: str = ""
    email: str = ""
    hours: str = ""


class Hours(Setting):
    """Days with the same opening hours."""

    days: str
    from_: str
    to: str

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))


class OutOfHours(Setting):
    """Whom to ring when the office is shut."""

    name: str
    phone: str
    relay: str
    when: str
    what: Words


class Contacts(Setting):
    """How to reach a person."""

    phone: str
    relay: str
    text: str
    email: str
    bsl: Words
    interpreter: Words
    post: Place
    opening_hours: tuple[Hours, ...]
    closed: str
    out_of_hours: OutOfHours
    visit: Place
    home_visit: Words
    papers: Words
    call_back_working_days: PositiveInt

    @property
    def tel(self) -> str:
        """The phone number as a link wants it."""
        return self.phone.replace(" ", "")


class Helpline(Setting):
    """A number to ring in danger or distress, with where it was read."""

    id: str
    name: str
    phone: str
    textphone: str = ""
    when: Words
    note: Words | None = None
    free: bool
    source: Source
    checked: date
    read_at_source: bool

    @property
    def tel(self) -> str:
        """The number as a link wants it."""
        return self.phone.replace(" ", "")


class Safeguarding(Setting):
    """Whom to ring about harm."""

    phone: str
    relay: str
    when: Words


class Advocacy(Setting):
    """Who can speak for a person, apart from the council."""

    name: str
    phone: str
    relay: str
    email: str
    note: str = ""


class PaperForms(Setting):
    """How to get the questions on paper."""

    phone: str
    formats: tuple[str, ...]


class Threshold(Setting):
    """A figure above which people look together, and what the person is told."""

    pounds_a_week: Decimal
    reason: Words


class Thresholds(Setting):
    """The council's own limits."""

    panel: Threshold


class HoursSource(Setting):
    """Where the rates of 'hours of help' come from."""

    title: str
    checked: date


class HoursOfHelp(Setting):
    """Which rates turn pounds into hours."""

    rates: tuple[str, ...]
    source: HoursSource


class Stage(Setting):
    """One stage after sending: whose turn it is and the council's own time for it, in days."""

    id: str
    title: Words
    next: Words
    who: Literal["person", "council", "both"]
    target_days: PositiveInt | None = None
    only_if_needed: bool = False


class Retention(Setting):
    """How long things are kept, in days."""

    rough_idea: PositiveInt
    draft_not_saved: PositiveInt
    draft_saved: PositiveInt
    sent: PositiveInt
    sign_in_codes: PositiveInt
    mail_texts: PositiveInt
    call_back_requests: PositiveInt


class Tested(Setting):
    """When and how accessibility was tested."""

    day: date
    by: str
    how: str


class Fault(Setting):
    """A known fault and what to use instead."""

    id: str
    what: str
    instead: str
    criterion: str | None
    by: date | None


class Accessibility(Setting):
    """What the accessibility statement says."""

    organisation: str
    website: str
    email: str
    phone: str
    relay: str
    answer_working_days: PositiveInt
    prepared: date
    reviewed: date
    review_due: date
    status: Literal["fully", "partially", "not"]
    tested: Tested
    complaints_to: dict[str, str]
    enforced_by: str
    known_faults: tuple[Fault, ...]


class Regulator(Setting):
    """Who watches over personal information."""

    name: str
    phone: str
    address: str
    source: Source
    checked: date
    read_at_source: bool


class Protection(Setting):
    """Who answers for personal information."""

    controller: str
    officer: str
    email: str
    phone: str
    post: Place
    regulator: Regulator
    reviewed: date


class Complaints(Setting):
    """How to complain, and the clocks that run."""

    team: str
    phone: str
    email: str
    within_months: PositiveInt
    acknowledged_working_days: PositiveInt
    answered_working_days: PositiveInt
    ombudsman: dict[str, str]


class Council(Setting):
    """All settings of one council."""

    id: str
    demonstration: bool
    notice: Words | None = None
    council: CouncilNames
    service: ServiceNames
    area: Area
    youngest_age: PositiveInt
    under_age: Team
    contacts: Contacts
    team_inbox: str
    emergency: tuple[Helpline, ...]
    safeguarding: Safeguarding
    advocacy: Advocacy
    paper_forms: PaperForms
    thresholds: Thresholds
    hours_of_help: HoursOfHelp
    stages: tuple[Stage, ...]
    retention_days: Retention
    accessibility: Accessibility
    data_protection: Protection
    complaints: Complaints
    links: tuple[Link, ...]


def _plain(node: Node, key: str) -> Any:
    """The node as plain values; fields that hold the wordings of one text become that text."""
    if node.is_empty:
        return None
    if node.is_list:
        return [_plain(each, f"{key}/{number}") for number, each in enumerate(node.items())]
    if not node.has_fields:
        return node.text()
    fields = node.fields()
    if "text" in fields and len(fields) > 1 and fields.keys() <= WORDING_FIELDS.keys():
        by_wording = {str(WORDING_FIELDS[name]): value.text() for name, value in fields.items()}
        return Text(key, by_wording.pop("standard"), **by_wording)
    return {name: _plain(value, f"{key}/{name}") for name, value in fields.items()}


def _find(node: Node, place: tuple[int | str, ...]) -> Node:
    """The deepest node on the way to a place, to name its line."""
    for part in place:
        inner = node.items() if node.is_list else []
        if isinstance(part, int) and part < len(inner):
            node = inner[part]
        elif node.has_fields and str(part) in node.fields():
            node = node.fields()[str(part)]
        else:
            break
    return node


def load_council(path: Path) -> Council:
    """Read the council's settings. Raises ContentError with every complaint: file, line, setting, cure."""
    node = read_yaml(path)
    try:
        return Council.model_validate(_plain(node, "council"))
    except ValidationError as error:
        raise ContentError([_complaint(node, each["loc"], each["msg"]) for each in error.errors()]) from error


def _complaint(node: Node, place: tuple[int | str, ...], what: str) -> Complaint:
    name = ".".join(str(part) for part in place)
    return _find(node, place).complaint(
        "council-setting", name, f"{what}.", "Compare it with the example council's file."
    )
