"""What the ledger costs: renames of an agency per second with and without the ledger entry, side by side.

Each writer is a process of its own that calls the real action. "Without" is the same action with ``record`` replaced
here, in the bench; the product has no such switch. A sealer runs beside the writers in both, as the worker's does.
Rounds alternate (without, with, with, without, …), and the ratio is of the sums, so that a machine that grows slower
does not favour one of them. SQLite as in production (WAL, ``synchronous=FULL``); PostgreSQL in a throw-away cluster
with its usual durability.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

WRITERS = 16
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
ROUNDS = (False, True, True, False, False, True, True, False)
"""Whether the entry is written, round by round."""
TARGET = 0.7
CASES = (
    ("1 writer", [0]),
    ("16 writers in 16 regencies", list(range(WRITERS))),
    ("16 writers in one regency", list(range(WRITERS, 2 * WRITERS))),
)
"""Name, and for each writer the agency (by its place in the list that ``world`` makes) that it renames."""


def django_here(environment: dict[str, str]) -> None:
    os.environ.update(environment, SIAGA_MODE="serve", DJANGO_SETTINGS_MODULE="siaga.settings")
    import django

    django.setup()


def world(environment: dict[str, str], answer: Connection) -> None:
    """Regions and agencies: one agency in each of 16 regencies, and 16 more in the first of them."""
    django_here(environment)
    from django.core.management import call_command

    from siaga.desk.models import Agency
    from siaga.wilayah.models import Kind, Level, Region

    call_command("migrate", verbosity=0)
    province = Region.objects.create(
        code="16", name="Contoh", search_name="contoh", level=Level.PROVINCE, kind=Kind.PROVINSI, province_code="16"
    )
    ids = []
    regencies = []
    for number in range(1, WRITERS + 1):
        code = f"16.{number:02d}"
        regency = Region.objects.create(
            code=code,
            name=f"Contoh {number}",
            search_name="contoh",
            level=Level.REGENCY,
            kind=Kind.KABUPATEN,
            parent=province,
            province_code="16",
            regency_code=code,
        )
        regencies.append(regency)
        ids.append(Agency.objects.create(key="kpu", kind="kpu", region=regency, name=f"KPU {code}").pk)
    for number in range(WRITERS):
        agency = Agency.objects.create(key=f"opd-{number}", kind="opd", region=regencies[0], name=f"OPD {number}")
        ids.append(agency.pk)
    answer.send(ids)


def writer(environment: dict[str, str], orders: Connection) -> None:
    """Wait for (agency, seconds, with the entry?, start time); rename until the time is over; answer (done, failed)."""
    django_here(environment)
    from django.db import OperationalError, connection

    from siaga import clock
    from siaga.access import Actor, Grant, Role
    from siaga.desk.actions import agencies
    from siaga.desk.models import Agency
    from siaga.ledger.recording import nothing_changed

    written: Any = agencies.record

    def unwritten(*_args: object, **_kwargs: object) -> None:
        nothing_changed()

    actor = Actor(1, "Contoh Penulis", (Grant(Role.ADMIN),))
    connection.ensure_connection()
    orders.send("ready")
    while (order := orders.recv()) is not None:
        pk, seconds, recorded, start = order
        agencies.record = written if recorded else unwritten
        agency = Agency.objects.select_related("region").get(pk=pk)
        done = failed = 0
        time.sleep(max(0.0, start - time.time()))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                agencies.rename_agency(
                    actor=actor, agency=agency, name=f"{agency.key} {os.getpid()} {done} {recorded}", now=clock.now()
                )
                done += 1
            except OperationalError:
                failed += 1
        orders.send((done, failed))


def sealer(environment: dict[str, str], orders: Connection) -> None:
    """Seal once a second until told to stop, as the worker does; answer how many were sealed."""
    django_here(environment)
    from siaga.ledger.sealing import seal_all

    sealed = 0
    orders.send("ready")
    while not orders.poll(1.0):
        sealed += seal_all()
    orders.send(sealed + seal_all())


class Team:
    """The processes of one database; they are started once and work for every case."""

    def __init__(self, environment: dict[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        maker = context.Process(target=world, args=(environment, there))
        maker.start()
        self.agencies: list[int] = here.recv()
        maker.join()
        self.lines: list[Connection] = []
        self.processes = []
        for number in range(WRITERS + 1):
            mine, theirs = context.Pipe()
            process = context.Process(target=sealer if number == WRITERS else writer, args=(environment, theirs))
            process.start()
            self.lines.append(mine)
            self.processes.append(process)
        for line in self.lines:
            assert line.recv() == "ready"

    def round(self, places: list[int], recorded: bool) -> tuple[int, int]:
        """(done, failed) of all writers together."""
        start = time.time() + 0.3
        lines = self.lines[: len(places)]
        for line, place in zip(lines, places, strict=True):
            line.send((self.agencies[place], SECONDS, recorded, start))
        answers = [line.recv() for line in lines]
        return sum(done for done, _ in answers), sum(failed for _, failed in answers)

    def end(self) -> int:
        for line in self.lines[:WRITERS]:
            line.send(None)
        self.lines[WRITERS].send("stop")
        sealed = int(self.lines[WRITERS].recv())
        for process in self.processes:
            process.join()
        return sealed


def measure(database: str, environment: dict[str, str]) -> bool:
    """Print one line for each case; whether all reach the target."""
    team = Team(environment)
    reached = True
    written = 0
    for name, places in CASES:
        team.round(places, recorded=True)  # warm
        counts = {True: 0, False: 0}
        failed = 0
        for recorded in ROUNDS:
            done, lost = team.round(places, recorded)
            counts[recorded] += done
            failed += lost
        seconds = SECONDS * len(ROUNDS) / 2
        ratio = counts[True] / max(counts[False], 1)
        reached &= ratio >= TARGET
        written += counts[True]
        remark = f"   {failed} gave up waiting for the lock" if failed else ""
        print(
            f"{database:<11} {name:<27} {counts[False] / seconds:>8.0f}/s {counts[True] / seconds:>8.0f}/s "
            f"{ratio:>7.2f}   {'ok' if ratio >= TARGET else 'BELOW'}{remark}",
            flush=True,
        )
    sealed = team.end()
    print(f"{database:<11} {sealed} entries were sealed meanwhile")
    assert sealed >= written
    return reached


@contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="siaga-bench-") as home:
        yield {"SIAGA_HOME": home, "DATABASE_URL": ""}


@contextmanager
def postgresql() -> Iterator[dict[str, str]]:
    """A cluster of its own in a temporary folder, on a free port of the loopback; as ``postgres`` when run by root."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(tools[-1]) if tools else shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("PostgreSQL is not installed (apt-get install postgresql)")
    bin_folder = Path(initdb).parent
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory(prefix="siaga-bench-") as home, tempfile.TemporaryDirectory() as cluster:
        if root:
            shutil.chown(cluster, "postgres", "postgres")

        def run(*command: str) -> None:
            as_user = ["runuser", "-u", "postgres", "--"] if root else []
            subprocess.run([*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        data = f"{cluster}/data"
        run(str(bin_folder / "initdb"), "-D", data, "-A", "trust", "-U", "siaga", "-E", "UTF8")
        options = f"-p {port} -k {cluster} -c listen_addresses=127.0.0.1 -c max_connections=60"
        run(str(bin_folder / "pg_ctl"), "-D", data, "-w", "-l", f"{cluster}/log", "-o", options, "start")
        try:
            run(str(bin_folder / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "siaga", "bench")
            yield {"SIAGA_HOME": home, "DATABASE_URL": f"postgres://siaga@127.0.0.1:{port}/bench"}
        finally:
            run(str(bin_folder / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")


def main() -> int:
    print(f"{'':<11} {'':<27} {'without':>10} {'with entry':>10} {'ratio':>7}   target >= {TARGET}")
    reached = True
    for name, database in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        try:
            with database() as environment:
                reached &= measure(name, environment)
        except FileNotFoundError as missing:
            print(f"{name:<11} not measured: {missing}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
