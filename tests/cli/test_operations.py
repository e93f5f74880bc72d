"""Setting up, backing up, restoring, upgrading, examining: on real installations."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Installation
from tests.once import made_once

FACTS = """
import json
from django.apps import apps
from siaga.ledger.facts import FactModel, canonical
facts = {
    f"{model.fact_type}:{thing.fact_key}": canonical(thing.as_fact())
    for model in apps.get_models() if issubclass(model, FactModel) for thing in model.objects.all()
}
print(json.dumps(facts, sort_keys=True))
"""

WRITER = """
import itertools, sys
from siaga import clock
from siaga.cli.actor import command_actor
from siaga.desk.actions.accounts import create_account
print("ready", flush=True)
for number in itertools.count():
    create_account(actor=command_actor(), username=f"contoh-{sys.argv[1]}-{number}", name="Contoh", region=None,
                   now=clock.now())
    print(number, flush=True)
"""


def test_init_prepares_an_empty_desk_and_refuses_the_second_time(unnamed_desk: Installation) -> None:
    installation = unnamed_desk
    answer = installation.json("init", "--admin", "budi")
    assert answer["admin"] == "budi"
    assert answer["link"].startswith("http")
    assert stat.S_IMODE(installation.home.stat().st_mode) == 0o700
    again = installation.json("init", "--admin", "wati", expect=1)
    assert again["error"]["code"] == "operation"
    assert "wati" not in installation.python(
        "from siaga.desk.models import Account\nprint(Account.objects.values_list())"
    )


def test_a_password_from_standard_input_needs_no_link(desk: Installation) -> None:
    seen = desk.python(
        "from siaga.desk.models import Account\na = Account.objects.get()\n"
        "print(a.username, a.check_password('kata-sandi-contoh-1'), a.invited)"
    )
    assert seen.split() == ["budi", "True", "False"]


def test_a_weak_password_leaves_no_account(unnamed_desk: Installation) -> None:
    done = unnamed_desk.run("init", "--admin", "budi", "--password-stdin", stdin="12345\n", expect=1)
    assert done.stderr.strip()
    assert unnamed_desk.python("from siaga.desk.models import Account\nprint(Account.objects.count())").strip() == "0"


def test_a_backup_under_writes_is_restored_elsewhere_with_every_fact(
    desk: Installation, another: Callable[[str], Installation], tmp_path: Path
) -> None:
    file = tmp_path / "cadangan.tar.gz"
    (desk.home / "uploads").mkdir()
    (desk.home / "uploads" / "surat contoh.txt").write_text("isi")
    code = "from siaga.cli.root import prepare; prepare()\n" + WRITER
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(number)], env=desk.env, stdout=subprocess.PIPE, text=True)
        for number in range(2)
    ]
    try:
        for writer in writers:
            assert writer.stdout is not None
            while writer.stdout.readline().strip() != "5":
                pass
        made = desk.json("backup", str(file))
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    elsewhere = another("elsewhere")
    told = elsewhere.json("restore", str(file))
    assert told["first_break"] is None
    assert told["entries"] >= made["entries"]
    assert elsewhere.json("ledger", "verify")["ok"] is True
    assert (elsewhere.home / "uploads" / "surat contoh.txt").read_text() == "isi"
    for key in ("secret-key", "ledger-veil-key"):
        assert (elsewhere.home / key).read_text() == (desk.home / key).read_text()
        assert stat.S_IMODE((elsewhere.home / key).stat().st_mode) == 0o600

    copied = json.loads(elsewhere.python(FACTS))
    source = json.loads(desk.python(FACTS))
    assert len(copied) >= 13
    assert {key: source[key] for key in copied} == copied


def test_restore_refuses_a_place_that_holds_something(desk: Installation, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.tar.gz"
    desk.run("backup", str(file))
    before = desk.python(FACTS)
    assert "tidak kosong" in desk.run("restore", str(file), expect=1).stderr
    assert desk.python(FACTS) == before


def test_restore_refuses_a_changed_member_and_writes_nothing(
    desk: Installation, another: Callable[[str], Installation], tmp_path: Path
) -> None:
    good, bad = tmp_path / "utuh.tar.gz", tmp_path / "rusak.tar.gz"
    desk.run("backup", str(good))
    folder = tmp_path / "unpacked"
    with tarfile.open(good) as tar:
        names = tar.getnames()
        for member in filter(tarfile.TarInfo.isfile, tar):
            (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / member.name).write_bytes(tar.extractfile(member).read())  # type: ignore[union-attr]
    with sqlite3.connect(folder / "database.sqlite3") as database:
        database.execute("UPDATE desk_account SET name = 'Diubah'")
    with tarfile.open(bad, "w:gz") as tar:
        for name in names:
            tar.add(folder / name, arcname=name)
    elsewhere = another("elsewhere")
    done = elsewhere.run("restore", str(bad), expect=1)
    assert "rusak: database.sqlite3" in done.stderr
    assert list(elsewhere.home.iterdir()) == []


def test_restore_refuses_a_file_that_is_no_backup(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "x.tar.gz"
    file.write_bytes(b"bukan cadangan")
    assert "bukan cadangan Siaga" in installation.run("restore", str(file), expect=1).stderr


def test_a_backup_never_overwrites(desk: Installation, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.tar.gz"
    file.write_text("milik orang")
    assert "sudah ada" in desk.run("backup", str(file), expect=1).stderr
    assert file.read_text() == "milik orang"


PREVIOUS = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
loader = executor.loader
all_of_them = loader.disk_migrations.items()
ours = sorted({label for (label, _), one in all_of_them if one.__module__.startswith("siaga.")})
before = []
for label in reversed(ours):
    last = [key for key in loader.graph.leaf_nodes(label)][0]
    parents = [node.key for node in loader.graph.node_map[last].parents if node.key[0] == label]
    # Where another room's step back takes it further already, it stays there.
    if all(backwards for _, backwards in executor.migration_plan(before + parents)):
        before += parents
executor.migrate(before)
print(len(before))
"""
"""Brings a database to the state before each room's newest migration."""


@pytest.fixture(scope="session")
def previous_desk(folder_of_the_run: Path, fresh_desk: Installation) -> Installation:
    """A desk in the state before each room's newest migration; made once and copied."""

    def make(home: Path) -> None:
        shutil.copytree(fresh_desk.home, home)
        assert int(Installation(home).python(PREVIOUS)) >= 1

    return Installation(made_once(folder_of_the_run / "previous-desk", make))


@pytest.fixture
def desk_behind(installation: Installation, previous_desk: Installation) -> Installation:
    shutil.copytree(previous_desk.home, installation.home)
    return installation


def test_upgrade_does_nothing_when_nothing_is_new(desk: Installation) -> None:
    assert desk.json("upgrade")["applied"] == []


def test_upgrade_from_the_previous_migration_state(desk_behind: Installation, fresh_desk: Installation) -> None:
    desk = desk_behind
    assert "siaga upgrade" in desk.run("serve", "--port", "1", expect=1).stderr
    answer = desk.json("upgrade")
    assert answer["applied"]
    assert Path(answer["backup"]).exists()
    assert desk.python(FACTS) == fresh_desk.python(FACTS)
    assert desk.json("ledger", "verify")["ok"] is True


def test_a_failing_upgrade_puts_everything_back(desk_behind: Installation) -> None:
    desk = desk_behind
    before = _dump(desk.home / "siaga.sqlite3")
    failing = (
        "import siaga.cli.upgrade as upgrade\n"
        "from siaga.cli.root import cli\n"
        "whole = upgrade.migrate\n"
        "def broken():\n    whole()\n    raise RuntimeError('cakram penuh')\n"
        "upgrade.migrate = broken\n"
        "try:\n    cli(['upgrade', '--json'])\nexcept SystemExit as done:\n    print(done.code)\n"
    )
    seen = desk.python(failing)
    assert seen.strip().endswith("1")
    assert "cakram penuh" in seen
    assert _dump(desk.home / "siaga.sqlite3") == before


def _dump(file: Path) -> list[str]:
    """Every row and every definition; a vacuumed copy may tell the definitions in another order."""
    with sqlite3.connect(file) as database:
        return sorted(database.iterdump())


def test_doctor_names_each_fault_with_its_remedy(desk: Installation) -> None:
    (desk.home / "secret-key").chmod(0o644)
    answer = desk.json("doctor", expect=1)
    failed = {check["check"]: check for check in answer["checks"] if check["ok"] is False}
    assert {"kunci", "pekerja latar"} <= set(failed)
    assert "chmod go-rwx" in failed["kunci"]["remedy"]
    assert all(check["remedy"] for check in failed.values())


def test_doctor_is_content_after_the_clockwork_ran(desk: Installation) -> None:
    assert desk.json("tick")["checkpoints"] == 1
    assert desk.json("tick")["checkpoints"] == 0
    answer = json.loads(
        subprocess.run(
            [sys.executable, "-m", "siaga", "doctor", "--json"],
            env=desk.env,
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    )
    failed = {check["check"] for check in answer["checks"] if check["ok"] is False}
    assert failed <= {"berkas halaman", "cakram"}  # what the machine of the tests may lack


def test_doctor_says_when_the_database_does_not_answer(desk: Installation) -> None:
    desk.environment["DATABASE_URL"] = "postgres://siaga@127.0.0.1:1/tidak_ada"
    answer = desk.json("doctor", expect=1)
    assert answer["checks"][-1]["check"] == "basis data"
    assert "DATABASE_URL" in answer["checks"][-1]["remedy"]


def test_the_demo_never_touches_a_folder_that_is_not_its_own(installation: Installation) -> None:
    folder = installation.home / "demo"
    folder.mkdir(parents=True)
    (folder / "penting.txt").write_text("jangan dihapus")
    assert "bukan Desk contoh" in installation.run("demo", "--reset", "--no-serve", expect=1).stderr
    assert (folder / "penting.txt").exists()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")
def test_serve_explains_a_certificate_that_does_not_fit(desk: Installation, tmp_path: Path) -> None:
    for name in ("a", "b"):
        files = ["-keyout", str(tmp_path / f"{name}.key"), "-out", str(tmp_path / f"{name}.crt")]
        make = [*["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=contoh"], *files]
        subprocess.run(make, check=True, capture_output=True)
    done = desk.run("serve", "--tls-cert", str(tmp_path / "a.crt"), "--tls-key", str(tmp_path / "b.key"), expect=1)
    assert "sepasang" in done.stderr


def test_serve_refuses_a_standing_clock(desk: Installation) -> None:
    desk.environment["SIAGA_NOW"] = "2024-10-30"
    assert "SIAGA_NOW" in desk.run("serve", expect=1).stderr
