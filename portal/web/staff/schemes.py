"""The allocation workbench: every version of every scheme, what a draft changes, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget
from portal.files import ContentError
from portal.services.events import Happened
from portal.services.refusals import NotAllowed, NotFound
from portal.services.staff import people, schemes
from portal.services.staff.scheme_history import history
from portal.services.staff.schemes import Obstacle, Origin, SchemeState
from portal.web import locale, visit
from portal.web.forms import Shown
from portal.web.schemes.changes import change_words
from portal.web.schemes.examples import in_short, refused
from portal.web.schemes.names import Names
from portal.web.staff.area import bp, page, worker
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import datetime

    from portal.allocation.examples import Example
    from portal.allocation.scheme import Scheme
    from portal.content.checking import Checked
    from portal.services.staff.schemes import Version

ALL: Final = "/allocation/"
ONE: Final = "/allocation/<version_id>"


def version_here(version_id: str) -> Version:
    """The version of an address, for whoever works here. Raises NotSignedIn and NotFound."""
    worker()
    return schemes.find(visit.context(), version_id)


def own_draft(version_id: str) -> Version:
    """The draft of an address, for its drafter alone. Raises NotAllowed."""
    found = version_here(version_id)
    if not is_own(found) or not found.is_draft:
        raise NotAllowed
    return found


def adjuster() -> None:
    """Let nobody through but officers with recorded training. Raises NotAllowed."""
    if not schemes.may_adjust(worker()):
        raise NotAllowed


def is_own(version: Version) -> bool:
    """Whether whoever is here drafted it, and may still change schemes."""
    return version.made_by == worker().party and schemes.may_adjust(worker())


def names_of(scheme: Scheme, name: str) -> Names:
    """The words for a scheme as an officer reads it."""
    return Names(scheme, visit.wiring().content.questionnaires.get(name), Wording.STANDARD)


def state_words(version: Version) -> str:
    """How far a version has come, in words."""
    today = visit.context().today
    if version.is_published:
        return _("Published: in force since its day") if version.starts <= today else _("Approved, still to come")
    return {
        SchemeState.DRAFT: _("Draft"),
        SchemeState.SENT: _("Waits for approval"),
        SchemeState.REFUSED: _("Refused"),
        SchemeState.WITHDRAWN: _("Withdrawn"),
    }[version.state]


def obstacle_words(found: frozenset[Obstacle]) -> list[str]:
    """What stands between a draft and being used, in words."""
    words = {
        Obstacle.COMPLAINTS: _("The checks find something wrong."),
        Obstacle.DAY_PAST: _("Its first day must be after today: figures that people were shown do not change."),
        Obstacle.DAY_TAKEN: _("Another published version starts on the same day."),
        Obstacle.NOTHING_NEW: _("The same version is published already."),
    }
    return [each for obstacle, each in words.items() if obstacle in found]


def history_words(version: Version, names: dict[str, str]) -> list[tuple[str, datetime, str]]:
    """What was done with a version, in words, when, and by whom."""
    words = {
        Happened.SCHEME_DRAFTED: _("Drafted"),
        Happened.SCHEME_CHANGED: _("Changed"),
        Happened.SCHEME_SENT: _("Sent for approval"),
        Happened.SCHEME_APPROVED: _("Approved"),
        Happened.SCHEME_REFUSED: _("Refused"),
        Happened.SCHEME_WITHDRAWN: _("Withdrawn"),
    }
    found = history(visit.context(), version)
    return [(words[kind], at, names.get(party or "", "")) for kind, at, party in found]


def who_names() -> dict[str, str]:
    """Everybody who works or worked here, by id."""
    return {each.party: each.name for each in people.everyone(visit.context())}


def differences(before: Scheme | None, after: Scheme | None, name: str) -> list[str]:
    """What changed from one version to another, in sentences."""
    if before is None or after is None:
        return []
    return change_words(names_of(before, name), names_of(after, name))


def outcome(example: Example, scheme: Scheme, name: str) -> str:
    """What a scheme makes of an example on its own first day, or the example's day where that is later."""
    found = calculate(scheme, example.facts, max(example.day, scheme.starts))
    names = names_of(scheme, name)
    if isinstance(found, Budget):
        return in_short(found, names)
    return refused(found, names)


def tried(before: Scheme | None, after: Scheme, name: str) -> list[dict[str, Any]]:
    """Each worked example with this version and with the one before it."""
    rows = []
    for example in visit.wiring().content.examples.get(name, ()):
        now, was = outcome(example, after, name), outcome(example, before, name) if before else ""
        rows.append({"title": locale.words(example.title, Wording.STANDARD), "now": now, "was": was})
    return sorted(rows, key=lambda row: row["now"] == row["was"])  # what changes stands first


@bp.app_template_global("scheme_name")
def scheme_name(scheme: str) -> str:
    """What a scheme calls itself in its last published version; its id where there is none."""
    published = visit.wiring().content.schemes.get(scheme)
    return locale.words(published[-1].title, Wording.STANDARD) if published else scheme


@bp.get(ALL)
def allocation() -> Shown:
    """Every scheme with all its versions."""
    worker()
    found, names = schemes.everything(visit.context()), who_names()
    grouped: dict[str, list[dict[str, Any]]] = {name: [] for name in visit.wiring().content.schemes}
    for each in found:
        row = {"version": each, "state": state_words(each), "who": names.get(each.made_by or "", "")}
        grouped.setdefault(each.scheme, []).append(row)
    return page(
        "allocation/all.html",
        schemes=[{"name": name, "title": scheme_name(name), "rows": rows} for name, rows in grouped.items()],
        may_adjust=schemes.may_adjust(worker()),
        dormant=not schemes.may_adjust(worker()),
    )


@bp.get("/allocation/compare")
def compare_schemes() -> Shown:
    """Any two versions beside one another: the differences in words, and what each makes of the worked examples."""
    worker()
    one, other = (schemes.find(visit.context(), request.args.get(name, "")) for name in ("one", "other"))
    if one.scheme != other.scheme:
        raise NotFound
    try:
        before, after = (schemes.as_scheme(visit.context(), each) for each in (one, other))
    except ContentError:
        return page("allocation/compare.html", one=one, other=other, readable=False, changes=[], examples=[])
    return page(
        "allocation/compare.html",
        one=one,
        other=other,
        readable=True,
        may_adjust=schemes.may_adjust(worker()),
        changes=differences(before, after, one.scheme),
        examples=tried(before, after, one.scheme),
    )


@bp.get(ONE)
def scheme_version(version_id: str) -> Shown:
    """One version: how far it has come, what it changes, what the checks say, its examples, and the ways on."""
    version = version_here(version_id)
    context = visit.context()
    found = schemes.checked(context, version)
    before = schemes.before(context, version)
    undecided = version.is_draft or version.state is SchemeState.SENT
    stands = schemes.obstacles(context, version, found) if undecided else frozenset()
    names = who_names()
    return page(
        "allocation/one.html",
        version=version,
        title=title_of(version, found),
        state=state_words(version),
        made_by=names.get(version.made_by or "", ""),
        decided_by=names.get(version.decided_by or "", ""),
        withdrawn_by=names.get(version.withdrawn_by or "", ""),
        history=history_words(version, names),
        from_file=version.origin is Origin.FILE,
        complaints=[] if version.is_published else found.complaints,
        readable=found.scheme is not None,
        before=before,
        changes=differences(before, found.scheme, version.scheme),
        examples=tried(before, found.scheme, version.scheme) if found.scheme else [],
        obstacles=obstacle_words(stands),
        ways=ways(version, sendable=not stands),
        others=[
            (each, state_words(each), url_for("staff.compare_schemes", one=each.id, other=version.id))
            for each in schemes.everything(context)
            if each.scheme == version.scheme and each.id != version.id
        ],
    )


def title_of(version: Version, found: Checked) -> str:
    """The scheme's own title; where it cannot be read, that of the published one."""
    return locale.words(found.scheme.title, Wording.STANDARD) if found.scheme else scheme_name(version.scheme)


def ways(version: Version, *, sendable: bool) -> list[tuple[str, str]]:
    """What whoever is here can do with a version."""
    mine, may = is_own(version), schemes.may_adjust(worker())
    to_come = version.is_published and version.starts > visit.context().today
    waits, open_still = version.state is SchemeState.SENT, version.state in {SchemeState.DRAFT, SchemeState.SENT}
    every = [
        (mine and version.is_draft, _("Change figures"), "staff.scheme_parts"),
        (mine and version.is_draft, _("Change the whole document"), "staff.scheme_document"),
        (True, _("Try it on one person's answers"), "staff.scheme_try"),
        (may, _("Try it on the caseload"), "staff.scheme_caseload"),
        (mine and version.is_draft and sendable, _("Send it for approval"), "staff.scheme_send"),
        (may and waits and not mine, _("Approve or refuse it"), "staff.scheme_decide"),
        (may, _("Make a draft from this version"), "staff.scheme_draft"),
        (may and version.is_published, _("Go back to this version"), "staff.scheme_go_back"),
        ((mine and open_still) or (may and to_come), _("Withdraw it"), "staff.scheme_withdraw"),
        (True, _("Save it as a YAML file"), "staff.scheme_file"),
    ]
    return [(words, url_for(there, version_id=version.id)) for possible, words, there in every if possible]


@bp.get(f"{ONE}/document.yaml")
def scheme_file(version_id: str) -> Response:
    """The document as a file, as it would stand in the folder of its scheme."""
    version = version_here(version_id)
    answer = Response(version.document, mimetype="application/yaml")
    name = f"{version.scheme}-{version.starts.isoformat()}.yaml"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def back_to(version: Version | str) -> Any:
    """To the page of a version."""
    return redirect(url_for("staff.scheme_version", version_id=version if isinstance(version, str) else version.id))
