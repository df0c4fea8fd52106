"""What every group of the council's settings has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from portal.words import Text


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
    hours: Words | None = None
    finding_it: Words | None = None
