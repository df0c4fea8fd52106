"""The one permission table. Every cell is written out, so that it can be read and checked by anyone.

A cell holds one sign for each state of an application, in this order: rough idea, draft, sent, opened, closed.
`+` allowed, `.` refused, `-` hidden: for somebody in that role the application does not exist in that state.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.access.roles import Action, Role, State, Verdict

ROLES: Final[Mapping[str, tuple[Role, ...]]] = MappingProxyType(
    {
        "own": (Role.PERSON, Role.CARER),
        "sends": (
            Role.HELPER,
            Role.ATTORNEY,
            Role.ATTORNEY_WELFARE,
            Role.DEPUTY,
            Role.DEPUTY_WELFARE,
        ),
        "fills": (Role.HELPER_FILLING,),
        "reads": (Role.HELPER_READING, Role.ADVOCATE_READING),
        "follows": (Role.HELPER_FOLLOWING, Role.ADVOCATE_FOLLOWING, Role.NOMINATED, Role.REFERRER),
        "pays": (Role.ATTORNEY_PROPERTY, Role.DEPUTY_PROPERTY, Role.AUTHORISED),
        "speaks": (Role.ADVOCATE_SPEAKING, Role.APPROPRIATE),
        "officer": (Role.OFFICER,),
        "leads": (Role.TEAM_MANAGER,),
        "panel": (Role.PANEL_MEMBER,),
        "scheme": (Role.ALLOCATION_OFFICER,),
        "safety": (Role.SAFEGUARDING_WORKER,),
        "audit": (Role.AUDITOR,),
    }
)
"""Who stands behind a column: roles that may do exactly the same."""

WRITTEN: Final = """
            own   sends fills reads follows pays  speaks officer leads panel scheme safety audit
follow      +++++ +++++ +++++ +++++ +++++   +++++ +++++  --+++   --+++ --+++ --+++  --+++  .....
read        +++++ +++++ +++++ +++++ .....   +++++ +++++  --+++   --+++ --+++ --...  --+++  .....
budget      +++++ +++++ +++++ +++++ .....   +++++ +++++  --+++   --+++ --+++ --...  --+++  .....
answer      ++... ++... ++... ..... .....   ..... .....  --...   --... --... --...  --...  .....
arrange     ++... ++... ++... ..... .....   ++... .....  --...   --... --... --...  --...  .....
save        .++++ .++++ .++++ ..... .....   ..... .....  --...   --... --... --...  --...  .....
reach       .+++. .+++. .+++. ..... .....   ..... .....  --...   --... --... --...  --...  .....
delete      ++... ++... ..... ..... .....   ..... .....  --...   --... --... --...  --...  .....
send        .+... .+... ..... ..... .....   ..... .....  --...   --... --... --...  --...  .....
recall      ..+.. ..+.. ..... ..... .....   ..... .....  --...   --... --... --...  --...  .....
withdraw    ..++. ..++. ..... ..... .....   ..... .....  --...   --... --... --...  --...  .....
look-again  .+++. .+++. .+++. ..... .....   .+++. .+++.  --...   --... --... --...  --...  .....
message     ..+++ ..+++ ..+++ ..... .....   ..... ..+++  --...   --... --... --...  --...  .....
share       .++++ ..... ..... ..... .....   ..... .....  --...   --... --... --...  --...  .....
differ      .+++. ..... ..... ..... .....   ..... .....  --...   --... --... --...  --...  .....
letter      ..... .++++ .++++ ..... .....   ..... .....  --...   --... --... --...  --...  .....
note        ..... .++++ .++++ .++++ .++++   .++++ .++++  --...   --... --... --...  --...  .....
open        ..... ..... ..... ..... .....   ..... .....  --++.   --++. --... --...  --++.  .....
assign      ..... ..... ..... ..... .....   ..... .....  --++.   --++. --... --...  --...  .....
ask         ..... ..... ..... ..... .....   ..... .....  --.+.   --.+. --... --...  --.+.  .....
decide      ..... ..... ..... ..... .....   ..... .....  --.+.   --.+. --... --...  --...  .....
propose     ..... ..... ..... ..... .....   ..... .....  --.+.   --.+. --... --...  --...  .....
agree       ..... ..... ..... ..... .....   ..... .....  --...   --.+. --.+. --...  --...  .....
close       ..... ..... ..... ..... .....   ..... .....  --++.   --++. --... --...  --...  .....
reopen      ..... ..... ..... ..... .....   ..... .....  --..+   --..+ --... --...  --...  .....
hold        ..... ..... ..... ..... .....   ..... .....  --...   --+++ --... --...  -++++  .....
safeguard   ..... ..... ..... ..... .....   ..... .....  --...   --... --... --...  -++++  .....
audit       ..... ..... ..... ..... .....   ..... .....  --...   --+++ --... --...  --...  +++++
"""
"""The table itself. `python3 -m portal access` prints it in words."""

_SIGNS: Final = {"+": Verdict.ALLOWED, ".": Verdict.REFUSED, "-": Verdict.HIDDEN}


def _read(written: str) -> Mapping[Role, Mapping[Action, Mapping[State, Verdict]]]:
    """Read the table; a sign that is missing or unknown stops the start."""
    head, *rows = (line.split() for line in written.strip().splitlines())
    found: dict[Role, dict[Action, Mapping[State, Verdict]]] = {role: {} for role in Role}
    for action, *cells in rows:
        for column, signs in zip(head, cells, strict=True):
            cell = dict(zip(State, (_SIGNS[sign] for sign in signs), strict=True))
            for role in ROLES[column]:
                found[role][Action(action)] = MappingProxyType(cell)
    return MappingProxyType({role: MappingProxyType(actions) for role, actions in found.items()})


TABLE: Final = _read(WRITTEN)


def may(role: Role, action: Action, state: State) -> Verdict:
    """Say whether someone in `role` may do `action` while the application is in `state`."""
    return TABLE[role][action][state]
