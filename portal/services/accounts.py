"""Saving with an e-mail address or a return code, and coming back with it. Sessions are in `visits`."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from portal.access import Role
from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import keyed_hash, token_hash
from portal.db.tables import Proof
from portal.services import limits, notices
from portal.services.events import Happened, record, record_for
from portal.services.fetching import contents_of
from portal.services.keys import email_hash, lookup_key, normal_email
from portal.services.refusals import NotPossible, TooMany, WrongCode
from portal.services.sharing import codes
from portal.services.visits import (
    Known,
    SignedIn,
    begin_session,
    can_come_back,
    choose,
    find_visitor,
    my_applications,
    new_session,
    sign_out,
    stay,
)

if TYPE_CHECKING:
    from portal.services.about import About
    from portal.services.context import Context
    from portal.services.opened import Opened

__all__ = [
    "Known",
    "SignedIn",
    "add_email",
    "ask_for_code",
    "begin_session",
    "can_come_back",
    "change_email",
    "choose",
    "find_visitor",
    "link_is_good",
    "make_return_code",
    "my_applications",
    "sign_in_by_code",
    "sign_in_by_link",
    "sign_in_by_return_code",
    "sign_out",
    "stay",
]

CODE_LASTS = timedelta(hours=1)
CODE_DIGITS = 6
RETURN_ALPHABET, RETURN_LENGTH = codes.ALPHABET, codes.LENGTH

_codes = queries.tables["one_time_codes"].c
_credentials, _grants = queries.credentials, queries.grants

_HOLDERS = select(_credentials.party_id).where(
    _credentials.lookup == bindparam("lookup"), _credentials.ended.is_(None), _credentials.kind == Proof.EMAIL
)
_HELD = (
    select(
        *(queries.applications[name] for name in ("id", "key", "saved")),
        queries.documents.contents,
        *(_grants[name] for name in ("party_id", "role", "given_by")),
    )
    .select_from(
        queries.tables["grants"]
        .join(queries.tables["applications"], queries.applications.id == _grants.application_id)
        .join(queries.tables["documents"], queries.documents.application_id == queries.applications.id)
    )
    .where(_grants.party_id.in_(_HOLDERS))
)
_good_code = (_codes.used.is_(None), _codes.expires > bindparam("now"))
_BY_TICKET = select(queries.tables["one_time_codes"]).where(_codes.ticket_hash == bindparam("found"), *_good_code)
_BY_LINK = select(queries.tables["one_time_codes"]).where(_codes.link_hash == bindparam("found"), *_good_code)
_USE = (
    update(queries.tables["one_time_codes"])
    .where(_codes.id == bindparam("row"), _codes.used.is_(None))
    .values(used=bindparam("now"), address=None)
)
_END_ADDRESSES = (
    update(queries.tables["credentials"])
    .where(_credentials.party_id == bindparam("party"), _credentials.kind == Proof.EMAIL, _credentials.ended.is_(None))
    .values(ended=bindparam("now"))
)
_END_RETURN_CODES = (
    update(queries.tables["credentials"])
    .where(_credentials.grant_id == bindparam("of_grant"), _credentials.ended.is_(None))
    .values(ended=bindparam("now"))
)
_BY_RETURN_CODE = (
    select(_grants.party_id)
    .select_from(queries.tables["credentials"].join(queries.tables["grants"], _grants.id == _credentials.grant_id))
    .where(
        _credentials.lookup == bindparam("lookup"), _credentials.ended.is_(None), _credentials.kind == Proof.RETURN_CODE
    )
    .where(_grants.starts <= bindparam("now"), (_grants.ends.is_(None)) | (_grants.ends > bindparam("now")))
)
_MARK_SAVED = (
    update(queries.tables["applications"]).where(queries.applications.id == bindparam("row")).values(saved=True)
)


def ask_for_code(context: Context, email: str) -> str:
    """Send a six-digit code and a link to an address, if anyone here has it; return a ticket for the code's form.

    Works and answers the same way whether or not the address is known. Raises TooMany.
    """
    lookup = _limited(context, email)
    ticket, mail = _new_code(context, lookup, {})
    rows = context.session.connection().execute(_HELD, {"lookup": lookup}).all()
    if any(_may_mail(contents_of(context, row).about, row) for row in rows):
        notices.send_code(context, email, mail)
    return ticket


def _may_mail(about: About, row: Any) -> bool:
    """Whether whoever holds a grant did not say that e-mail is unsafe for them."""
    helper = about.helper_at(row.party_id, invited=row.given_by not in {None, row.party_id})
    return about.mail_is_safe(Role(row.role), helper) is not False


def add_email(context: Context, opened: Opened, email: str, *, replaces: bool = False) -> str:
    """Send a code to prove an address; return the ticket. The draft is saved once the code or link is used.

    Use `sign_in_by_code` or `sign_in_by_link` to finish. Raises TooMany, and NotPossible when the person said that
    e-mail is not safe for them: ask them again first, and call `set_wishes`.
    """
    if opened.mail_is_safe is False:
        raise NotPossible("e-mail is not safe")
    lookup = _limited(context, email)
    wanted = {"party_id": opened.party_id, "application_id": opened.id, "replaces": replaces}
    ticket, mail = _new_code(context, lookup, wanted, email)
    notices.send_code(context, email, mail)
    return ticket


def change_email(context: Context, opened: Opened, email: str) -> str:
    """As `add_email`, and the visitor's earlier addresses end once the new one is proved."""
    return add_email(context, opened, email, replaces=True)


def _limited(context: Context, email: str) -> str:
    """Count the asking, by address and by where it comes from; return the look-up hash of the address."""
    if context.visitor.address is not None:
        limits.count(context, limits.CODES_FROM_PLACE, context.visitor.address)
    limits.count(context, limits.CODES_FOR_ADDRESS, normal_email(email))
    return email_hash(context, email)


def _new_code(
    context: Context, lookup: str, wanted: dict[str, Any], proving: str | None = None
) -> tuple[str, notices.CodeMail]:
    """Write down a new code, link and ticket by their hashes. Return the ticket, and what the mail says."""
    row_id, ticket, link = new_id(), secrets.token_urlsafe(24), secrets.token_urlsafe(32)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    row = {
        "id": row_id,
        "ticket_hash": token_hash(ticket),
        "link_hash": token_hash(link),
        "code_hash": keyed_hash(lookup_key(context), "code", row_id, code),
        "lookup": lookup,
        "address": None
        if proving is None
        else context.keyring.lock(proving.encode(), "one_time_codes", "address", row_id),
        "replaces": False,
        **wanted,
        "made": context.now,
        "expires": context.now + CODE_LASTS,
    }
    context.session.connection().execute(insert(queries.tables["one_time_codes"]), row)
    return ticket, notices.CodeMail(cause=row_id, code=code, link=link, application_id=wanted.get("application_id"))


def sign_in_by_code(context: Context, ticket: str, code: str) -> SignedIn:
    """Sign in with the code that was sent. Raises WrongCode, or TooMany after five wrong tries."""
    row = (
        context.session.connection()
        .execute(_BY_TICKET, {"found": token_hash(ticket), "now": context.now})
        .one_or_none()
    )
    who = context.visitor.address or "" if row is None else row.lookup
    left = limits.count_first(context, limits.WRONG_CODES, who)  # counted first: many tries at once find no gap
    typed = "".join(each for each in code if each.isdecimal())
    right = row is not None and row.code_hash == keyed_hash(lookup_key(context), "code", row.id, _ascii_digits(typed))
    if not right:
        raise _wrong(context, left)
    limits.forget(context, limits.WRONG_CODES, who)
    return _use(context, row)


def _ascii_digits(typed: str) -> str:
    """Read digits of any script as the ones in the mail."""
    return "".join(str(int(each)) for each in typed)


def _wrong(context: Context, left: int) -> WrongCode | TooMany:
    return WrongCode(left) if left else TooMany(context.now + limits.WRONG_CODES.within)


def link_is_good(context: Context, link: str) -> bool:
    """Say whether the link of a mail can still be used, without using it: mail scanners open links."""
    found = {"found": token_hash(link), "now": context.now}
    return context.session.connection().execute(_BY_LINK, found).one_or_none() is not None


def sign_in_by_link(context: Context, link: str) -> SignedIn:
    """Sign in with the link that was sent, when its page's button is pressed. Raises WrongCode."""
    row = context.session.connection().execute(_BY_LINK, {"found": token_hash(link), "now": context.now}).one_or_none()
    if row is None:
        raise WrongCode
    return _use(context, row)


def _use(context: Context, code: Any) -> SignedIn:
    """Use a code that was right: once. Proves the address it was sent to, and signs in."""
    if context.session.connection().execute(_USE, {"row": code.id, "now": context.now}).rowcount != 1:
        raise WrongCode
    if code.party_id is not None:
        _prove_address(context, code)
        return _signed_in(context, new_session(context, code.party_id))
    held = context.session.connection().execute(_HELD, {"lookup": code.lookup}).all()
    parties = {row.party_id for row in held}
    if len(parties) == 1:
        return _signed_in(context, new_session(context, parties.pop()))
    return _signed_in(context, new_session(context, None, proved=code.lookup))


def _signed_in(context: Context, token: str) -> SignedIn:
    return SignedIn(token, my_applications(context))


def _prove_address(context: Context, code: Any) -> None:
    """Give the party the address it has just proved, and save the draft for which it was given."""
    connection = context.session.connection()
    if code.replaces:
        connection.execute(_END_ADDRESSES, {"party": code.party_id, "now": context.now})
    held = connection.execute(_HOLDERS, {"lookup": code.lookup}).scalars().all()
    if code.party_id not in held:
        address = context.keyring.unlock(code.address, "one_time_codes", "address", code.id)
        _add_credential(context, code.party_id, Proof.EMAIL, code.lookup, address=address)
    if code.application_id is not None:
        _mark_saved(context, code.application_id)
        record_for(context, code.application_id, Happened.EMAIL_PROVED, party=code.party_id)


def _add_credential(
    context: Context, party: str, kind: Proof, lookup: str, *, address: bytes | None = None, grant: str | None = None
) -> None:
    row_id = new_id()
    row = {
        "id": row_id,
        "party_id": party,
        "kind": kind,
        "lookup": lookup,
        "address": None if address is None else context.keyring.lock(address, "credentials", "address", row_id),
        "grant_id": grant,
        "made": context.now,
    }
    context.session.connection().execute(insert(queries.tables["credentials"]), row)


def _mark_saved(context: Context, application_id: str) -> None:
    context.session.connection().execute(_MARK_SAVED, {"row": application_id})


def make_return_code(context: Context, opened: Opened) -> str:
    """Make a return code to print, in groups of four; earlier ones end. The draft is saved from now on."""
    code = codes.new()
    context.session.connection().execute(_END_RETURN_CODES, {"of_grant": opened.grant_id, "now": context.now})
    _add_credential(context, opened.party_id, Proof.RETURN_CODE, codes.hashed(code), grant=opened.grant_id)
    _mark_saved(context, opened.id)
    record(context, opened, Happened.RETURN_CODE_MADE)
    return code


def sign_in_by_return_code(context: Context, code: str) -> SignedIn:
    """Sign in with a return code, in capitals or not, with spaces, hyphens or neither. Raises WrongCode or TooMany."""
    if context.visitor.address is not None:  # many people may share one place, such as a library
        limits.count_first(context, limits.TRIES_FROM_PLACE, context.visitor.address)
    who = context.visitor.token or context.visitor.address or ""
    left = limits.count_first(context, limits.WRONG_CODES, who)
    found = {"lookup": codes.hashed(code), "now": context.now}
    party = context.session.connection().execute(_BY_RETURN_CODE, found).scalar_one_or_none()
    if party is None:
        raise _wrong(context, left)
    limits.forget(context, limits.WRONG_CODES, who)
    return _signed_in(context, new_session(context, party))
