"""The floor: the same kind of page from one hand-written template on plain sqlite3, with nothing else done.

No route, no languages, no encryption, no record of who did what, and writes that a power cut may lose, unless it is
built to be durable. What the service costs is told in multiples of this, measured in the same run.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from flask import Flask, abort, redirect, render_template, request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from jinja2 import DictLoader
from wtforms.validators import ValidationError

from tests.bench.council import ANSWER_HINT, ANSWERS, HINT, heading

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.wrappers import Response

BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }} - My assessment</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/page.css">
<script type="module" src="/static/page.js"></script></head>
<body><a href="#main" class="skip-link">Skip to the main part</a>
<header class="bar"><a class="bar__home" href="/">My assessment</a><nav aria-label="Service">
<ul><li><a href="/">Home</a></li><li><a href="/account">My account</a></li>
<li><a href="/out">Sign out</a></li></ul></nav></header>
<div class="wrap"><a href="{{ back }}" class="back-link">Back</a>
<main id="main">{% block main %}{% endblock %}</main>
<aside class="help"><h2>A person can help</h2>
<ul><li><a href="tel:000">Phone</a></li><li><a href="/call">Call me</a></li></ul></aside>
<footer><ul><li><a href="/accessibility">Accessibility</a></li><li><a href="/cookies">Cookies</a></li>
<li><a href="/privacy">Privacy</a></li></ul></footer></div></body></html>"""
QUESTION = """{% extends "base.html" %}{% block main %}<form id="page" method="post" novalidate>
<input name="mark" type="hidden" value="{{ mark }}"><div class="group">
<fieldset aria-describedby="answer-hint"><legend><h1>{{ title }}</h1></legend>
<div id="answer-hint" class="hint">{{ hint }}</div>
<div class="radios">{% for item in items %}
<div class="radios__item">
<input class="radios__input" id="{{ item.id }}" name="answer" type="radio" value="{{ item.value }}"
{%- if item.checked %} checked{% endif %} aria-describedby="{{ item.id }}-hint">
<label class="label" for="{{ item.id }}">{{ item.text }}</label>
<div id="{{ item.id }}-hint" class="hint">{{ item.hint }}</div></div>{% endfor %}</div></fieldset></div>
<button type="submit" class="button">Continue</button></form>{% endblock %}"""
CHECK = """{% extends "base.html" %}{% block main %}<h1>Check your answers</h1>
<dl class="summary">{% for number, title, answer in rows %}<div class="summary__row">
<dt>{{ title }}</dt><dd>{{ answer }}</dd>
<dd><a href="/questions/{{ number }}">Change<span class="hidden"> {{ title }}</span></a></dd></div>{% endfor %}</dl>
<form method="post" novalidate><input name="mark" type="hidden" value="{{ mark }}">
<button type="submit" class="button">Send</button></form>{% endblock %}"""
WORDS = dict(ANSWERS)
TABLE = (
    "create table answer(visit text, number integer, value text, given text, primary key(visit, number)) without rowid"
)
READ = "select number, value from answer where visit = ?"
SAVE = (
    "insert into answer values(?, ?, ?, datetime('now'))"
    " on conflict(visit, number) do update set value = excluded.value, given = excluded.given"
)


def items(current: str | None) -> list[dict[str, object]]:
    """The answers as the template wants them."""
    return [
        {"id": f"answer-{place}", "value": value, "text": text, "hint": ANSWER_HINT, "checked": value == current}
        for place, (value, text) in enumerate(ANSWERS)
    ]


def build(file: Path, length: int, *, durable: bool = False) -> Flask:
    """The application over a new file."""
    app = Flask("floor", static_folder=None)
    app.secret_key = "for measuring only"
    app.config.update(WTF_CSRF_TIME_LIMIT=None)
    app.jinja_loader = DictLoader({"base.html": BASE, "question.html": QUESTION, "check.html": CHECK})
    kept = sqlite3.connect(file, isolation_level=None)
    for statement in ("pragma journal_mode=wal", f"pragma synchronous={'full' if durable else 'normal'}", TABLE):
        kept.execute(statement)

    @app.get("/start/<visit>")
    def start(visit: str) -> Response:
        session["visit"] = visit
        return redirect("/questions/1")

    @app.route("/questions/<int:number>", methods=["GET", "POST"])
    def question(number: int) -> str | Response:
        visit = session.get("visit") or abort(401)
        answers = dict(kept.execute(READ, (visit,)).fetchall())
        if request.method == "POST":
            try:
                validate_csrf(request.form.get("mark"), token_key="csrf_token")
            except ValidationError:
                abort(400)
            value = request.form.get("answer")
            if value not in WORDS:
                abort(400)
            kept.execute(SAVE, (visit, number, value))
            return redirect(f"/questions/{number + 1}" if number < length else "/check")
        back = f"/questions/{number - 1}" if number > 1 else "/"
        found = items(answers.get(number))
        return render_template(
            "question.html", title=heading(number), back=back, mark=generate_csrf(), hint=HINT, items=found
        )

    @app.get("/check")
    def check() -> str:
        visit = session.get("visit") or abort(401)
        answers = dict(kept.execute(READ, (visit,)).fetchall())
        rows = [(number, heading(number), WORDS[value]) for number, value in sorted(answers.items())]
        return render_template("check.html", title="Check your answers", back="/", rows=rows, mark=generate_csrf())

    return app
