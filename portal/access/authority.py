"""Whom somebody may let in. An attorney or deputy for care decides about care; one for money decides about money alone.

Source: Mental Capacity Act 2005, sections 9 and 16: what a lasting power of attorney or an order of the court is about
(personal welfare, property and affairs) is as far as it goes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.access.roles import Role

HELPING: Final = (Role.HELPER, Role.HELPER_FILLING, Role.HELPER_READING, Role.HELPER_FOLLOWING)
ADVOCATES: Final = (Role.ADVOCATE_SPEAKING, Role.ADVOCATE_READING, Role.ADVOCATE_FOLLOWING)
INVITED: Final = (*HELPING, *ADVOCATES, Role.APPROPRIATE)
"""Roles that can be given by an invitation. The others rest on papers that the council looks at."""

BY_PAPER: Final = frozenset(
    {
        Role.ATTORNEY,
        Role.ATTORNEY_WELFARE,
        Role.ATTORNEY_PROPERTY,
        Role.DEPUTY,
        Role.DEPUTY_WELFARE,
        Role.DEPUTY_PROPERTY,
        Role.AUTHORISED,
    }
)
"""Roles that rest on a paper which the council has to see. People have them for somebody who cannot decide, or may come
not to be able to."""

ABOUT_MONEY: Final = (Role.HELPER_FOLLOWING,)
"""What somebody who decides about money alone can give: to see how far it has come, and no answer about care."""

_MAY: Final[Mapping[Role, tuple[Role, ...]]] = MappingProxyType(
    {
        **dict.fromkeys((Role.PERSON, Role.CARER), INVITED),
        **dict.fromkeys((Role.ATTORNEY_WELFARE, Role.DEPUTY_WELFARE), INVITED),
        **dict.fromkeys((Role.ATTORNEY_PROPERTY, Role.DEPUTY_PROPERTY), ABOUT_MONEY),
    }
)


def may_let_in(role: Role) -> tuple[Role, ...]:
    """Return the roles that somebody in `role` may give to others; none for whom it is not theirs to give."""
    return _MAY.get(role, ())
