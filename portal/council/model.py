"""The settings of one council: names, contacts, limits, stages and how long things are kept."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, PositiveInt, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from portal.council.setting import Place, Setting, Source, Words
from portal.council.statements import Accessibility, Complaints, Protection


class CouncilNames(Setting):
    """What the council is called."""

    name: str
    short_name: str
    team: Words
    web: str


class ServiceNames(Setting):
    """What the service is called, and one line about it."""

    name: str
    strapline: Words


class Link(Setting):
    """A link that pages show."""

    id: str = ""
    title: Words
    address: str


class Area(Setting):
    """Who this council serves."""

    name: Words
    find_council: Link


class Team(Setting):
    """A team with its numbers."""

    team: Words
    phone: str = ""
    textphone: str = ""
    relay: str = ""
    email: str = ""
    hours: Words | None = None


class Hours(Setting):
    """Days with the same opening hours."""

    days: Words
    from_: str
    to: str

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))


class OutOfHours(Setting):
    """Whom to ring when the office is shut."""

    name: Words
    phone: str
    relay: str
    when: Words
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
    closed: Words
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
    name: Words
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


class PaperForms(Setting):
    """How to get the questions on paper."""

    phone: str
    formats: tuple[Words, ...]


class Target(Setting):
    """How many people the council wants to have reached by a day, and where that is written."""

    people: PositiveInt
    by: date
    source: Source


class Stage(Setting):
    """One stage after sending: whose turn it is and the council's own time for it, in days."""

    id: str
    title: Words
    next: Words
    who: Literal["person", "council", "both"]
    target_days: PositiveInt | None = None
    only_if_needed: bool = False
    only_for: tuple[str, ...] = ()  # questionnaires; none named: for all


class Reviews(Setting):
    """When support is looked at again: for the first time, then every year; of a direct payment the law's months."""

    first_from_days: PositiveInt = 42
    first_by_days: PositiveInt = 56
    yearly_days: Annotated[int, Field(gt=0, le=366)] = 365
    payment_months: Annotated[int, Field(gt=0, le=6)] = 6

    @property
    def targets(self) -> Mapping[str, int]:
        """The days of the stages that are reviews."""
        return {"first-review": self.first_by_days, "yearly-review": self.yearly_days}


class Reminders(Setting):
    """When those who chose it are reminded, and the team: all in days."""

    draft_days: PositiveInt = 21  # after the last answer in a draft
    review_days: PositiveInt = 14  # before the day of a review
    answer_days: PositiveInt = 10  # after the council asked for something
    late_days: PositiveInt = 1  # after the day for a stage is over
    cases_late_days: PositiveInt = 1  # the team, at most once in so many days


class Retention(Setting):
    """How long things are kept, in days."""

    rough_idea: PositiveInt
    draft_not_saved: PositiveInt
    draft_saved: PositiveInt
    sent: PositiveInt
    sign_in_codes: PositiveInt
    mail_texts: PositiveInt


class LocalHelp(Setting):
    """Somebody near by who helps with direct payments."""

    name: str
    what: Words
    phone: str = ""
    web: str = ""

    @property
    def tel(self) -> str:
        """The number as a link wants it."""
        return self.phone.replace(" ", "")


class StaffTeam(Setting):
    """A team of the council's staff."""

    id: str
    name: str


class Course(Setting):
    """A course that roles hang on, and for how many months it counts."""

    id: str
    name: str
    needed_for: tuple[
        Literal["officer", "team-manager", "panel-member", "allocation-officer", "safeguarding-worker", "auditor"], ...
    ]
    months: PositiveInt | None = None


class AtWork(Setting):
    """What the council settles about its own people."""

    teams: tuple[StaffTeam, ...] = ()
    training: tuple[Course, ...] = ()


class Reports(Setting):
    """What the council settles about its reports: figures about fewer people than this are hidden."""

    fewest_people: PositiveInt = 10


class Council(Setting):
    """All settings of one council."""

    id: str
    demonstration: bool
    notice: Words | None = None
    strip: Words | None = None  # said at the top of every page
    council: CouncilNames
    service: ServiceNames
    area: Area
    youngest_age: PositiveInt
    under_age: Team
    contacts: Contacts
    team_inbox: str
    emergency: tuple[Helpline, ...]
    quick_exit: Link
    safeguarding: Safeguarding
    advocacy: Advocacy
    paper_forms: PaperForms
    target: Target | None = None
    reviews: Reviews = Reviews()  # before the stages, which take their days from it
    stages: tuple[Stage, ...]
    retention_days: Retention
    reminders: Reminders = Reminders()
    reports: Reports = Reports()
    staff: AtWork = AtWork()
    accessibility: Accessibility
    data_protection: Protection
    complaints: Complaints
    links: tuple[Link, ...]
    local_notes: Mapping[str, Words] = {}
    local_help: tuple[LocalHelp, ...] = ()

    @field_validator("stages")
    @classmethod
    def _with_reviews(cls, stages: tuple[Stage, ...], known: ValidationInfo) -> tuple[Stage, ...]:
        """Give the stages that are reviews their days, which stand in one place."""
        targets = known.data.get("reviews", Reviews()).targets
        for each in stages:
            if each.id in targets and each.target_days is not None:
                raise PydanticCustomError("days_of_a_review", "The days of {stage} stand elsewhere", {"stage": each.id})
        return tuple(
            each.model_copy(update={"target_days": targets[each.id]}) if each.id in targets else each for each in stages
        )

    def stages_for(self, questionnaire: str, reached: Container[str] = ()) -> tuple[Stage, ...]:
        """The stages of an application with these questions; those only for some where they have been `reached`."""
        every = (each for each in self.stages if not each.only_for or questionnaire in each.only_for)
        return tuple(each for each in every if not each.only_if_needed or each.id in reached)
