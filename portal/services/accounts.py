"""Beginning without an account, saving with an e-mail address or a return code, coming back, signing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened, Summary


@dataclass(frozen=True)
class Known:
    """A visitor with a session. `email` is how their address is shown to themselves, or None."""

    party: str
    emails: tuple[str, ...]
    expires: datetime


@dataclass(frozen=True)
class SignedIn:
    """A new session: set the cookie to `token`. `applications` is what can be opened now: none, one or several."""

    token: str
    applications: tuple[Summary, ...]


def begin_session(context: Context) -> str:
    """Give the visitor a session if they have none, and return its token for the cookie.

    From here on the context's visitor holds the token.
    """
    raise NotImplementedError


def find_visitor(context: Context) -> Known | None:
    """Return who the visitor's token stands for, or None when there is no such session any more."""
    raise NotImplementedError


def my_applications(context: Context) -> tuple[Summary, ...]:
    """Return what this visitor can open, newest first. After sign-in by a shared address this is the chooser."""
    raise NotImplementedError


def sign_out(context: Context) -> None:
    """End the visitor's session on the server. The cookie is worth nothing afterwards."""
    raise NotImplementedError


def ask_for_code(context: Context, email: str) -> str:
    """Send a six-digit code and a link to an address, if anyone here has it; return a ticket for the code's form.

    Works and answers the same way whether or not the address is known. Raises TooMany.
    """
    raise NotImplementedError


def sign_in_by_code(context: Context, ticket: str, code: str) -> SignedIn:
    """Sign in with the code that was sent. Raises WrongCode, or TooMany after five wrong tries."""
    raise NotImplementedError


def link_is_good(context: Context, link: str) -> bool:
    """Say whether the link of a mail can still be used, without using it: mail scanners open links."""
    raise NotImplementedError


def sign_in_by_link(context: Context, link: str) -> SignedIn:
    """Sign in with the link that was sent, when its page's button is pressed. Raises WrongCode."""
    raise NotImplementedError


def add_email(context: Context, opened: Opened, email: str) -> str:
    """Send a code to prove an address; return the ticket. The draft is saved once the code or link is used.

    Use `sign_in_by_code` or `sign_in_by_link` to finish: they keep this session's application open. Raises TooMany.
    """
    raise NotImplementedError


def change_email(context: Context, opened: Opened, email: str) -> str:
    """As `add_email`, and the visitor's earlier addresses end once the new one is proved."""
    raise NotImplementedError


def make_return_code(context: Context, opened: Opened) -> str:
    """Make a return code to print, in groups of four; earlier ones end. The draft is saved from now on."""
    raise NotImplementedError


def sign_in_by_return_code(context: Context, code: str) -> SignedIn:
    """Sign in with a return code, in capitals or not, with spaces or not. Raises WrongCode or TooMany."""
    raise NotImplementedError
