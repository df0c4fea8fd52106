"""The composition root of the web: settings, content, database, keys and pages become one application."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Flask
from flask.sessions import NullSession, SessionInterface
from flask.templating import Environment
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from portal.config import Settings
from portal.db.encryption import Keyring
from portal.db.session import Database
from portal.services import published
from portal.web import assets, chrome, errors, headers, locale, recorded, visit
from portal.web.kept import content_of
from portal.web.wiring import Wiring

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from typing import Any

    from _typeshed.wsgi import WSGIApplication
    from flask import Request

    from portal.allocation.scheme import Scheme
    from portal.content import Content

log = logging.getLogger("portal.web")

HERE: Final = Path(__file__).parent


class NoSession(SessionInterface):
    """Flask's own signed cookie is not used: who is here is known by the visit's cookie alone."""

    def open_session(self, app: Flask, request: Request) -> NullSession:
        """Nothing is read; writing to it would fail loudly."""
        return NullSession()


class Templates(Environment):
    """Flask's templates. Each has the names that all share in one plain dictionary."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's own chain of two is looked through name by name, whenever a page takes macros from another file."""
        return {**self.globals, **(d or {})}


def build(settings: Settings | None = None, content: Content | None = None) -> Flask:
    """The application. Raises SettingsError or ContentError, each with all its complaints, before it serves."""
    settings = settings or Settings.from_env(os.environ)
    app = Flask("portal.web", root_path=str(HERE), static_folder=None, template_folder="templates")
    app.jinja_environment = Templates
    wire(app, settings, content or content_of(settings))
    configure(app)
    register(app)
    visit.attach(app)
    errors.install(app)
    files = static_files(app, https=settings.production)
    recorded.serve(files, app.extensions["wiring"].content.recordings)
    served = behind_proxies(files, settings.proxies)
    app.wsgi_app = served  # type: ignore[method-assign, assignment]  # Flask's own way to wrap
    return app


def wire(app: Flask, settings: Settings, content: Content) -> None:
    """Make the parts that every request uses."""
    database = Database(settings.database_url)
    app.extensions["wiring"] = Wiring(
        settings=settings,
        content=replace(content, schemes=schemes_of(content, database, follow=not settings.production)),
        database=database,
        keyring=Keyring.read(settings.master_keys),
        form_key=hmac.new(settings.secret_key, b"marks of our own forms", hashlib.sha256).digest(),
        cookie_name="__Host-visit" if settings.secure_cookies else "visit",
        secure_cookies=settings.secure_cookies,
        translations=str(settings.translations_root),
    )


def schemes_of(content: Content, database: Database, *, follow: bool) -> Mapping[str, tuple[Scheme, ...]]:
    """The published schemes; those of the files where there is no database yet, or none that can be written."""
    try:
        with database.writing() as session:
            found = published.begin(content.schemes, session.connection(), follow=follow)
            session.commit()
    except DBAPIError as error:
        log.warning("schemes are those of the files: %s", type(error).__name__)
        return content.schemes
    return found


def configure(app: Flask) -> None:
    """Limits, templates, languages."""
    parts: Wiring = app.extensions["wiring"]
    app.config.update(
        SECRET_KEY=parts.form_key,
        MAX_CONTENT_LENGTH=parts.settings.max_body,
        MAX_FORM_MEMORY_SIZE=parts.settings.max_body,
        MAX_FORM_PARTS=200,
        BABEL_TRANSLATION_DIRECTORIES=parts.translations,
        BABEL_DEFAULT_LOCALE=locale.DEFAULT,
    )
    app.session_interface = NoSession()
    app.url_map.merge_slashes = app.url_map.strict_slashes = False  # their redirects name the host a browser claims
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = False
    locale.install(app)
    chrome.install(app)
    assets.install(app, HERE / "static" / "dist")
    recorded.install(app)


def register(app: Flask) -> None:
    """Every blueprint of the service."""
    from portal.web import (  # noqa: PLC0415 - read after the application exists
        arrangement,
        budget,
        demo,
        eligibility,
        guides,
        pages,
        people,
        progress,
        questions,
        returning,
        schemes,
        sending,
        staff,
        start,
        whereabouts,
    )

    areas = (
        start,
        questions,
        eligibility,
        budget,
        arrangement,
        sending,
        returning,
        progress,
        people,
        pages,
        guides,
        schemes,
        demo,
        staff,
    )
    for area in areas:
        app.register_blueprint(area.bp)
    app.jinja_env.globals["where_now"] = whereabouts.where_now


def static_files(app: Flask, *, https: bool) -> WhiteNoise:
    """The pages, and built files with names that change with their content, kept by the browser for good."""
    return WhiteNoise(
        headers.Protected(app.wsgi_app, https=https),
        root=str(HERE / "static" / "dist"),
        prefix="static/",
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: assets.is_hashed(url),
    )


def behind_proxies(app: WSGIApplication, proxies: int) -> WSGIApplication:
    """Believe what as many proxies in front say about who asks and how; what visitors claim of themselves is not."""
    return ProxyFix(app, x_for=proxies, x_proto=proxies, x_host=0) if proxies else app
