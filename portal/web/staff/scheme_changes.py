"""Changing a draft: figures in boxes with the checks beside them, new prices, the whole document, and from a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp, ValidationError

from portal.allocation.editing import NotThere, figures, is_figure, with_figures, with_rate
from portal.files import ContentError
from portal.services.refusals import NotFound
from portal.services.staff import schemes
from portal.web import visit
from portal.web.forms import UNSEEN, DrawnForm, PageForm, Shown, refused
from portal.web.staff.area import bp, page, stands_there, stood_otherwise, worker
from portal.web.staff.schemes import ONE, adjuster, back_to, differences, names_of, own_draft, scheme_name

if TYPE_CHECKING:
    from portal.allocation.editing import WrittenFigure
    from portal.allocation.scheme import Scheme
    from portal.services.staff.schemes import Version
    from portal.web.schemes.names import Names

NUMBER: Final = _l("Write a number, such as 12 or 12.50.")


def is_number(_form: PageForm, field: StringField) -> None:
    """Refuse what is no number."""
    field.data = (field.data or "").replace("£", "").replace(",", "").strip()
    if not is_figure(field.data):
        raise ValidationError(NUMBER)


def is_day(_form: PageForm, field: StringField) -> None:
    """Refuse what is no day."""
    try:
        date.fromisoformat((field.data or "").strip())
    except ValueError:
        raise ValidationError(_("Write the day as year-month-day, such as 2027-04-01.")) from None


def day_in(field: StringField) -> date:
    """The day in a box that was found good."""
    return date.fromisoformat((field.data or "").strip())


class RateForm(PageForm):
    """A new price from a day on."""

    starts = StringField(validators=[is_day])
    figure = StringField(validators=[is_number])
    source = StringField(validators=[DataRequired(_l("Write where it is published, and when.")), Length(max=300)])


class DocumentForm(PageForm):
    """The whole document."""

    words = TextAreaField(validators=[DataRequired(_l("Write the document.")), Length(max=schemes.LONGEST)])


class FileForm(DrawnForm):
    """A document from elsewhere: chosen as a file, or pasted."""

    scheme = StringField(validators=[Regexp("^[a-z0-9][a-z0-9-]{0,79}$", message=_l("Choose one of the schemes."))])
    new = StringField()  # the name that is meant to be new: another one is asked about again
    file = FileField()
    words = TextAreaField(validators=[Length(max=schemes.LONGEST)])


def readable(version: Version) -> Scheme | None:
    """The draft as a scheme, if it can be read as one."""
    return schemes.checked(visit.context(), version).scheme


def written(version: Version, words: str) -> Version:
    """Give a draft its new words. Raises NotPossible for an old page with others than stand there: they come back."""
    if stood_otherwise(str(version.changes)):
        stands_there(there=words.splitlines() == version.document.splitlines())
        return version
    return schemes.write(visit.context(), worker(), version, words)


@bp.get(f"{ONE}/figures")
def scheme_parts(version_id: str) -> Shown:
    """The parts of a draft that have figures, and its prices."""
    version = own_draft(version_id)
    try:
        found = dict.fromkeys(each.part for each in figures(version.document))
    except ContentError:
        return back_to(version)
    scheme = readable(version)
    names = names_of(scheme, version.scheme) if scheme else None
    return page(
        "allocation/parts.html",
        version=version,
        parts=[(part_words(part, names), part) for part in found],
        rates=[(names.rate(rate), rate) for rate in scheme.rates] if scheme and names else [],
        back_href=url_for("staff.scheme_version", version_id=version.id),
    )


def part_words(part: str, names: Names | None) -> str:
    """What a part of a scheme is called."""
    kind, _slash, name = part.partition("/")
    if names is None or not name:
        return _("Rounding") if kind == "rounding" else part
    called = {"lines": names.line, "tables": names.table, "conversions": names.conversion}.get(kind)
    return called(name) if called else _("Another way to say a figure: %(name)s", name=name)


def figure_words(each: WrittenFigure, names: Names | None) -> str:
    """What a figure is for: the answer that gives it, or its way through the document."""
    inside = each.way[2:] if each.part != "rounding" else each.way[1:]
    if names and each.way[0] == "lines" and len(inside) == 2 and inside[0] == "points":
        line = next((one for one in names.scheme.lines if one.id == each.way[1]), None)
        asked = getattr(line.operation, "question", "") if line else ""
        return names.option(asked, inside[1]) if asked else inside[1]
    return " – ".join(str(int(one) + 1) if one.isdecimal() else one.replace("_", " ") for one in inside)


@bp.route(f"{ONE}/figures/<path:part>", methods=["GET", "POST"])
def scheme_part(version_id: str, part: str) -> Shown:
    """Change the figures of one part; what the checks then say stands beside each box."""
    version = own_draft(version_id)
    try:
        found = [each for each in figures(version.document) if each.part == part]
    except ContentError:
        return back_to(version)
    if not found:
        raise NotFound
    boxes = {f"figure-{number}": each for number, each in enumerate(found)}
    form = type("FiguresForm", (PageForm,), {name: StringField(validators=[is_number]) for name in boxes})()
    if request.method == "POST" and form.validate():
        new = {each.name: form[name].data for name, each in boxes.items()}
        version = written(version, with_figures(version.document, new))
        return redirect(url_for("staff.scheme_part", version_id=version.id, part=part, saved="yes"))
    checked = schemes.checked(visit.context(), version)
    names = names_of(checked.scheme, version.scheme) if checked.scheme else None
    lines = {each.line for each in found}
    shown = page(
        "allocation/part.html",
        version=version,
        title=part_words(part, names),
        boxes=[
            {
                "name": name,
                "label": figure_words(each, names),
                "value": form[name].data if request.method == "POST" else each.words,
                "error": next(iter(form[name].errors), None) or complaint_at(each.line, checked.complaints),
            }
            for name, each in boxes.items()
        ],
        elsewhere=[each for each in checked.complaints if each.line not in lines],
        changes=differences(schemes.before(visit.context(), version), checked.scheme, version.scheme),
        saved=request.method == "GET" and "saved" in request.args,
        back_href=url_for("staff.scheme_parts", version_id=version.id),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def complaint_at(line: int, complaints: Any) -> str | None:
    """What the checks say about a line of the document."""
    return " ".join(f"{each.what} {each.cure}" for each in complaints if each.line == line) or None


@bp.route(f"{ONE}/rates/<rate>", methods=["GET", "POST"])
def scheme_rate(version_id: str, rate: str) -> Shown:
    """The prices of a rate, and a new one from a day on; the old ones stay."""
    version = own_draft(version_id)
    scheme = readable(version)
    if scheme is None or rate not in scheme.rates:
        raise NotFound
    form = RateForm()
    if request.method == "POST" and form.validate():
        try:
            told = day_in(form.starts), form.figure.data or "", form.source.data or ""
            words = with_rate(version.document, rate, *told)
        except NotThere:
            form.complain(_("This rate is not written as a list. Change it in the whole document."))
        else:
            written(version, words)
            return redirect(url_for("staff.scheme_rate", version_id=version.id, rate=rate))
    shown = page(
        "allocation/rate.html",
        version=version,
        title=names_of(scheme, version.scheme).rate(rate),
        values=scheme.rates[rate].values,
        form=form,
        typed=request.method == "POST",
        changes=differences(schemes.before(visit.context(), version), scheme, version.scheme),
        back_href=url_for("staff.scheme_parts", version_id=version.id),
        errors=form.errors_for(),
    )
    return (shown, 422) if form.errors or form.form_errors else shown


@bp.route(f"{ONE}/document", methods=["GET", "POST"])
def scheme_document(version_id: str) -> Shown:
    """The whole document: kept as it was typed, with everything that the checks find."""
    version = own_draft(version_id)
    form = DocumentForm()
    if request.method == "POST" and form.validate():
        version = written(version, form.words.data or "")
        return redirect(url_for("staff.scheme_document", version_id=version.id, saved="yes"))
    shown = page(
        "allocation/document.html",
        version=version,
        words=form.words.data if request.method == "POST" else version.document,
        error=next(iter(form.words.errors), None),
        complaints=schemes.checked(visit.context(), version).complaints,
        saved=request.method == "GET" and "saved" in request.args,
        back_href=url_for("staff.scheme_version", version_id=version.id),
        errors=form.errors_for(),
    )
    return refused(shown, form)


@bp.route("/allocation/bring-in", methods=["GET", "POST"])
def scheme_bring_in() -> Shown:
    """Make a draft from a document that was written elsewhere."""
    adjuster()
    form, known = FileForm(), visit.wiring().content.schemes
    if request.method == "POST" and form.validate():
        words, wrong = from_file()
        words = words or form.words.data or ""
        name, drawn = form.scheme.data or "", form.drawn.data or ""
        if wrong:
            form.complain(wrong, "file")
        elif not words.strip():
            form.complain(_("Choose a file, or paste the document."), "words")
        elif name in known or name == form.new.data:
            return back_to(schemes.bring_in(visit.context(), worker(), name, words, drawn=drawn))
        else:
            form.words.data = words  # a browser forgets the file that was chosen
            there_is_none = _("There is no scheme called “%(name)s”. Correct the name, or say that it is a new one.")
            form.complain(there_is_none % {"name": name}, "new")
    shown = page(
        "allocation/bring_in.html",
        form=form,
        names=[f"{name} ({scheme_name(name)})" for name in known],
        back_href=url_for("staff.allocation"),
        errors=form.errors_for(),
    )
    return (shown, 422) if form.errors or form.form_errors else shown


def from_file() -> tuple[str, str]:
    """The words of the file that was chosen, and what is wrong with it; nothing where there is none."""
    chosen = request.files.get("file")
    try:
        words = chosen.read().decode("utf-8-sig") if chosen else ""
    except UnicodeDecodeError:
        return "", _("The file is not saved as UTF-8. Save it again with UTF-8 chosen.")
    if UNSEEN.search(words):
        return "", _("The file holds signs that cannot be read. Save it as plain text.")
    if len(words) > schemes.LONGEST:
        return "", _("The file is too long. Use %(most)s characters or fewer.", most=f"{schemes.LONGEST:,}")
    return words, ""
