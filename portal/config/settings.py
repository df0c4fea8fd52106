"""The settings of one installation: what there is, what each means, and the value that carries them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE: Final = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """Settings are missing or unsafe; `complaints` holds one sentence for each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


class Variable(NamedTuple):
    """One environment variable: the field it fills, what it means, what holds without it."""

    name: str
    field: str
    meaning: str
    otherwise: str


VARIABLES: Final = (
    Variable("PORTAL_MODE", "mode", "`demonstration` or `production`", "`demonstration`"),
    Variable(
        "PORTAL_ADDRESS", "address", "Public address of the service; https in production", "http://127.0.0.1:8000"
    ),
    Variable(
        "DATABASE_URL", "database_url", "SQLite or PostgreSQL database", "`portal.sqlite` in the `PORTAL_VAR` folder"
    ),
    Variable(
        "PORTAL_MASTER_KEYS",
        "master_keys",
        "Master keys, `name:32 bytes in base64`, with commas between; the first is current, the others only read",
        "made in the `PORTAL_VAR` folder for the demonstration; production needs it",
    ),
    Variable(
        "PORTAL_SECRET_KEY",
        "secret_key",
        "Signs forms and cookies; 32 characters or more",
        "derived from the master key",
    ),
    Variable(
        "PORTAL_PROFILE", "profile", "Council profile: the folder of `questionnaires/` that holds its own files", "none"
    ),
    Variable("PORTAL_VAR", "var", "Folder for what the service writes", "`var` in the current folder"),
    Variable(
        "PORTAL_SMTP_URL",
        "smtp",
        "Mail server: `smtp://user:password@server:587?starttls=yes` or `smtps://…`",
        "mail is shown on a page of the demonstration; production needs it, or mail through Notify",
    ),
    Variable(
        "PORTAL_NOTIFY_KEY",
        "notify",
        "Key of an account with GOV.UK Notify, for text messages, letters or mail",
        "no text messages; staff print all letters",
    ),
    Variable(
        "PORTAL_NOTIFY_TEMPLATES",
        "notify",
        "What goes through Notify, and the id of its template, with commas between: `text:…,letter:…,email:…`",
        "nothing goes through it",
    ),
    Variable("PORTAL_NOTIFY_ADDRESS", "notify", "Address of Notify", "https://api.notifications.service.gov.uk"),
    Variable("PORTAL_MAIL_FROM", "mail_from", "Address that mail comes from", "production needs it"),
    Variable("PORTAL_TEAM_INBOX", "team_inbox", "Address told of each application sent", "production needs it"),
    Variable(
        "PORTAL_OIDC_ISSUER",
        "oidc_issuer",
        "OpenID Connect provider with which staff may sign in; https, or this machine",
        "staff sign in with a password alone",
    ),
    Variable("PORTAL_OIDC_CLIENT", "oidc_client", "This service's id at that provider", "the provider needs it"),
    Variable("PORTAL_OIDC_SECRET", "oidc_secret", "This service's secret at that provider", "the provider needs it"),
    Variable(
        "PORTAL_OIDC_CLAIM",
        "oidc_claim",
        "Claim with the address that somebody was added with: `email` (if proved), `preferred_username` or `upn`",
        "`email`",
    ),
    Variable("PORTAL_PROXIES", "proxies", "How many proxies in front are trusted to say who asks", "0"),
    Variable("PORTAL_MAX_BODY", "max_body", "Most bytes that a form may send", "262144"),
)


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over."""

    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    tls: bool
    starttls: bool


@dataclass(frozen=True)
class NotifyService:
    """An account with GOV.UK Notify, and its template for each channel that goes through it."""

    address: str
    key: str = field(repr=False)
    templates: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation is told from outside; secrets stay out of its printed form."""

    mode: str
    address: str
    database_url: str = field(repr=False)
    master_keys: str = field(repr=False)
    secret_key: bytes = field(repr=False)
    profile: str | None
    var: Path
    smtp: MailServer | None
    notify: NotifyService | None
    mail_from: str
    team_inbox: str | None
    oidc_issuer: str | None
    oidc_client: str
    oidc_secret: str = field(repr=False)
    oidc_claim: str
    proxies: int
    max_body: int

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read settings. Raises SettingsError with a sentence for each one that is missing, wrong or unsafe.

        The demonstration makes its master key in the `var` folder when it starts for the first time.
        """
        from portal.config.reading import Reading  # noqa: PLC0415  reading makes what this module defines

        return Reading(env).settings()

    @property
    def production(self) -> bool:
        """Whether real people use this installation."""
        return self.mode == "production"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel over https: always, but for the demonstration on this machine."""
        return self.address.startswith("https://")

    @property
    def content_root(self) -> Path:
        """The folder that holds questionnaires/ and guides/: the checkout's top, or an installed package's copy."""
        return content_root()

    @property
    def translations_root(self) -> Path:
        """The folder that holds one folder a language."""
        return self.content_root / "translations"


def content_root() -> Path:
    """The folder that holds questionnaires/ and guides/: the checkout's top, or an installed package's copy."""
    installed = PACKAGE / "_data"
    return installed if installed.is_dir() else PACKAGE.parent
