"""The same operations on PostgreSQL; run when the test suite itself runs on it."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.cli.conftest import Installation
from tests.cli.test_operations import FACTS, PREVIOUS

URL = os.environ.get("DATABASE_URL", "")
pytestmark = [
    pytest.mark.own_database,
    pytest.mark.skipif(not URL.startswith("postgres"), reason="the suite runs on SQLite"),
]


@pytest.fixture
def database() -> Iterator[Callable[[], str]]:
    """Makes empty databases beside the suite's own; they are dropped afterwards."""
    import psycopg

    parts = urlsplit(URL)
    made: list[str] = []
    with closing(psycopg.connect(URL.replace("postgres://", "postgresql://", 1), autocommit=True)) as link:

        def make() -> str:
            name = f"siaga_test_{uuid.uuid4().hex[:12]}"
            link.execute(f'CREATE DATABASE "{name}"')
            made.append(name)
            return urlunsplit(parts._replace(path=f"/{name}"))

        yield make
        for name in made:
            link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def pg_desk(installation: Installation, database: Callable[[], str]) -> Installation:
    installation.environment["DATABASE_URL"] = database()
    installation.run("init", "--admin", "budi", "--password-stdin", stdin="kata-sandi-contoh-1\n")
    return installation


def test_a_backup_is_restored_into_another_database(
    pg_desk: Installation,
    another: Callable[[str], Installation],
    database: Callable[[], str],
    tmp_path: Path,
) -> None:
    file = tmp_path / "cadangan.tar.gz"
    assert pg_desk.json("backup", str(file))["engine"] == "postgresql"
    elsewhere = another("elsewhere")
    elsewhere.environment["DATABASE_URL"] = database()
    assert elsewhere.json("restore", str(file))["first_break"] is None
    assert elsewhere.json("ledger", "verify")["ok"] is True
    assert json.loads(elsewhere.python(FACTS)) == json.loads(pg_desk.python(FACTS))
    third = another("third")
    third.environment["DATABASE_URL"] = elsewhere.environment["DATABASE_URL"]
    assert "sudah berisi tabel" in third.run("restore", str(file), expect=1).stderr


def test_a_backup_of_the_other_engine_is_refused(
    desk: Installation, another: Callable[[str], Installation], database: Callable[[], str], tmp_path: Path
) -> None:
    file = tmp_path / "cadangan.tar.gz"
    desk.run("backup", str(file))
    elsewhere = another("elsewhere")
    elsewhere.environment["DATABASE_URL"] = database()
    assert "sejenis" in elsewhere.run("restore", str(file), expect=1).stderr


def test_a_failing_upgrade_puts_everything_back_and_the_next_one_works(pg_desk: Installation) -> None:
    facts = pg_desk.python(FACTS)
    assert int(pg_desk.python(PREVIOUS)) >= 1
    columns = (
        "from django.db import connection\nwith connection.cursor() as c:\n"
        '    c.execute("SELECT table_name, column_name, data_type FROM information_schema.columns '
        "WHERE table_schema = 'public' ORDER BY 1, 2\")\n    print(c.fetchall())\n"
    )
    before = pg_desk.python(columns)
    seen = pg_desk.python(
        "import siaga.cli.upgrade as upgrade\nfrom siaga.cli.root import cli\nwhole = upgrade.migrate\n"
        "def broken():\n    whole()\n    raise RuntimeError('cakram penuh')\n"
        "upgrade.migrate = broken\n"
        "try:\n    cli(['upgrade', '--json'])\nexcept SystemExit as done:\n    print(done.code)\n"
    )
    assert "cakram penuh" in seen
    assert pg_desk.python(columns) == before
    assert pg_desk.json("upgrade")["applied"]
    assert pg_desk.python(FACTS) == facts
    assert pg_desk.json("ledger", "verify")["ok"] is True
