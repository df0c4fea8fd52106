"""Staff sign in with a real OpenID Connect provider that runs beside the service and speaks over HTTP."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import warnings
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from flask import abort, request
from werkzeug.serving import make_server

from portal.access import Role
from portal.services.staff import people
from tests.web.desk import added
from tests.web.running import Service, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.browsing import Browser

SECRET = "the-secret-of-this-service"


@dataclass
class Provider:
    """A provider with its own users; it refuses whoever cannot show that they began."""

    address: str = ""
    challenges: set[str] = field(default_factory=set)
    users: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    def watch(self) -> None:
        """Hold everyone to PKCE, which the library itself leaves to its clients."""
        if request.path.endswith("/authorize") and request.method == "POST":
            assert request.args["code_challenge_method"] == "S256"
            self.challenges.add(request.args["code_challenge"])
        if request.path.endswith("/token"):
            digest = sha256(request.form.get("code_verifier", "").encode()).digest()
            if urlsafe_b64encode(digest).decode().rstrip("=") not in self.challenges:
                abort(400)

    def agree(self, address: str, sub: str) -> str:
        """Sign in there as somebody, and return where the provider leads back to."""
        self.asked.append({name: values[0] for name, values in parse_qs(urlsplit(address).query).items()})
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """One provider for all tests, with people of every kind."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it still uses what its library will drop
        import oidc_provider_mock  # type: ignore[import-untyped]  # noqa: PLC0415 - here its warnings are held back

        known = (
            oidc_provider_mock.User(sub="sam", claims={"email": "sam@council.example", "email_verified": True}),
            oidc_provider_mock.User(sub="eve", claims={"email": "sam@council.example", "email_verified": False}),
            oidc_provider_mock.User(sub="cara", claims={"email": "cara@elsewhere.example", "email_verified": True}),
            oidc_provider_mock.User(sub="nobody", claims={}),
        )
        found, app = Provider(), oidc_provider_mock.app(user_claims=known, require_nonce=True)
        app.before_request(found.watch)
        app.add_url_rule("/other/.well-known/openid-configuration", view_func=lambda: {"issuer": found.address})
        server = make_server("127.0.0.1", 0, app, threaded=True)
        found.address = f"http://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield found
        server.shutdown()
        thread.join()
        server.server_close()


def with_provider(issuer: str, template: Path, var: Path) -> Service:
    """A service whose settings name a provider."""
    shutil.copyfile(template, var / "portal.sqlite")
    named = {"PORTAL_OIDC_ISSUER": issuer, "PORTAL_OIDC_CLIENT": "support", "PORTAL_OIDC_SECRET": SECRET}
    return running(f"sqlite:///{var / 'portal.sqlite'}", var, **named)


@pytest.fixture
def here(provider: Provider, sqlite_template: Path, tmp_path: Path) -> Iterator[Service]:
    """A service whose staff may sign in with that provider; Sam was added here, with an address in capitals."""
    service = with_provider(provider.address, sqlite_template, tmp_path)
    with service.acting() as context:
        people.add(context, people.NewWorker("Sam Okafor", "Sam@Council.example", (Role.TEAM_MANAGER,)))
    yield service
    service.close()


def left(browser: Browser) -> str:
    """Where the button of the page leads: away from the service."""
    [way] = browser.get("/staff/sign-in").tree.xpath("//main//a[contains(., 'Sign in with your council')]/@href")
    answer = browser.ask("GET", str(way))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


pytestmark = pytest.mark.filterwarnings("ignore")  # the provider's


def test_somebody_added_here_comes_in_with_the_rights_that_stand_here(here: Service, provider: Provider) -> None:
    sam = here.browser()
    back = provider.agree(left(sam), "sam")
    assert back.startswith("http://127.0.0.1:8000/staff/sign-in/back?")
    asked = provider.asked[-1]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert sam.get(path_of(back), 302).goes_to.endswith("/staff/")
    words = sam.get("/staff/").words
    assert "Your work as team manager waits until your training is recorded" in words
    sam.get(path_of(back), 403)  # a code and its cookie work once


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("cara", "nobody was added here with that address"),
        ("eve", "did not work"),  # whoever has not proved the address is not who it belongs to
        ("nobody", "did not work"),
    ],
)
def test_nobody_else_comes_in_and_each_is_told_in_a_sentence(
    here: Service, provider: Provider, who: str, says: str
) -> None:
    browser = here.browser()
    page = browser.get(path_of(provider.agree(left(browser), who)), 403)
    assert says in page.words
    assert "Password" in page.words
    assert browser.get("/staff/", 302).goes_to.endswith("/staff/sign-in")


def test_whoever_stopped_working_here_stays_out(here: Service, provider: Provider) -> None:
    with here.acting() as context:
        people.end(context, "sam@council.example")
    sam = here.browser()
    assert "nobody was added here" in sam.get(path_of(provider.agree(left(sam), "sam")), 403).words


def test_what_did_not_begin_in_this_browser_ends_nowhere(here: Service, provider: Provider) -> None:
    sam, eve = here.browser(), here.browser()
    back = path_of(provider.agree(left(sam), "sam"))
    assert "did not work" in eve.get(back, 403).words  # without the cookie
    left(eve)
    assert "did not work" in eve.get(back, 403).words  # with one for another state
    parts = parse_qs(urlsplit(back).query)
    without = {name: values[0] for name, values in parts.items() if name != "code"}
    assert "did not work" in sam.get(f"/staff/sign-in/back?{urlencode({**without, 'error': 'denied'})}", 403).words
    wrong = urlencode({**without, "code": "A" * 40})
    assert "did not work" in sam.get(f"/staff/sign-in/back?{wrong}", 403).words
    assert sam.get(back, 302).goes_to.endswith("/staff/")


def test_a_provider_that_is_away_or_calls_itself_otherwise_is_a_sentence(
    provider: Provider, sqlite_template: Path, tmp_path: Path
) -> None:
    for issuer in ("http://127.0.0.1:9", f"{provider.address}/nowhere", f"{provider.address}/other"):
        service = with_provider(issuer, sqlite_template, tmp_path)
        page = service.browser().get("/staff/sign-in/provider", 403)
        assert "use your password here" in page.words
        service.close()


def test_the_password_still_works_and_without_a_provider_nothing_is_offered(
    here: Service, standing_service: Service
) -> None:
    email, password = added(here, Role.OFFICER)
    page = here.browser().fill("/staff/sign-in", email=email, password=password)
    assert page.goes_to.endswith("/staff/sign-in/set-up")
    browser = standing_service.browser()
    assert "Sign in with your council" not in browser.get("/staff/sign-in").words
    browser.get("/staff/sign-in/provider", 404)
    browser.get("/staff/sign-in/back?code=A&state=B", 404)


def test_nothing_of_it_is_loaded_where_nobody_signs_in_like_this() -> None:
    code = "import sys, portal.web.app, portal.web.staff; print({'authlib', 'joserfc', 'requests'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
