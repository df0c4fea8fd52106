"""Pages that are only read."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlmodel import text
from werkzeug.wrappers import Response

from portal.web import visit

bp = Blueprint("pages", __name__)


@bp.get("/privacy")
def privacy() -> str:
    """What we keep about people, why, and for how long."""
    return render_template("pages/privacy.html", council=visit.wiring().content.council)


@bp.get("/cookies")
def cookies() -> str:
    """The cookies there are; each is needed for the service to work."""
    return render_template(
        "pages/cookies.html", council=visit.wiring().content.council, visit_cookie=visit.wiring().cookie_name
    )


@bp.get("/credits")
def credits() -> str:  # noqa: A001 - what the page is called
    """Whose work this service uses."""
    return render_template("pages/credits.html")


@bp.get("/someone-to-speak-for-you")
def advocacy() -> str:
    """What an advocate is, who can have one, how to get one."""
    return render_template("pages/advocacy.html", council=visit.wiring().content.council)


@bp.get("/contact")
def contact() -> str:
    """How to reach us: phone, post, in person, interpreters."""
    return render_template("pages/contact.html", council=visit.wiring().content.council)


@bp.get("/safe-contact")
def safe_contact() -> str:
    """Who might see a letter, a call or an e-mail, and what we do about it."""
    return render_template("pages/safe_contact.html", council=visit.wiring().content.council)


@bp.get("/complaints")
def complaints() -> str:
    """How to complain, and the clocks that run."""
    return render_template("pages/complaints.html", council=visit.wiring().content.council)


@bp.get("/left")
def left() -> Response:
    """Leave at once for an everyday page elsewhere. Whoever presses Back finds nobody signed in and nothing kept.

    The session ends on the server, too, but only when the answer is on its way: nobody waits for the database.
    """
    end = visit.ending()
    response = visit.gone(visit.wiring().content.council.quick_exit.address, "cache", "cookies", "storage")
    response.call_on_close(end)
    return response


@bp.get("/health")
def health() -> Response:
    """For the proxy: the pages run and the database answers."""
    with visit.wiring().database.reading() as session:
        session.connection().execute(text("select id from keys"))  # a file without our tables answers, but is not well
    return Response("ok\n", mimetype="text/plain")
