"""Who may do what for whom: roles, actions, the states of an application, and the one table that joins them."""

from portal.access.roles import STAFF, Action, Role, State, Verdict
from portal.access.table import TABLE, may

__all__ = ["STAFF", "TABLE", "Action", "Role", "State", "Verdict", "may"]
