"""Who can help beside the council: organisations that chapters name, each with what it is for and where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Organisation:
    """Somebody to ask; `phone` is "" where none was confirmed."""

    id: str
    name: str
    what: str
    easy: str
    address: str
    phone: str
    checked: date

    @property
    def tel(self) -> str:
        """The number as a link wants it."""
        return self.phone.replace(" ", "")


def load_organisations(path: Path) -> Mapping[str, Organisation]:
    """Return the organisations of a file by their ids. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    found = [_organisation(node, complaints) for node in reader.each("organisations", required=True)]
    reader.finish()
    if complaints:
        raise ContentError(complaints)
    return {each.id: each for each in found}


def _organisation(node: Node, complaints: list[Complaint]) -> Organisation:
    reader = Reader(node, complaints)
    reader.where = organisation_id = reader.text("id")
    name, what, easy, address = (reader.text(field) for field in ("name", "what", "easy", "address"))
    if address and not address.startswith("https://"):
        reader.complain("source-address", f"`{address}` is not an address.", "Begin it with https://.")
    phone = reader.text("phone", "")
    checked = reader.day("checked") or date.min
    reader.finish()
    return Organisation(organisation_id, name, what, easy, address, phone, checked)
