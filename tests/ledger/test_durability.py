"""``kill -9`` of the real server in the middle of many writes: every acknowledged one is there, the chain is whole."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from siaga.kit.assets import BUILT
from tests import databases

ROOT = Path(__file__).parents[2]
WRITERS = 8


@pytest.fixture
def environment(transactional_db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A fresh home with an empty database of its own, on the kind of server that the test suite runs on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SIAGA_", "DATABASE_URL"))}
    home = tmp_path / "rumah"
    environment = kept | {"SIAGA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    if connection.vendor == "sqlite":
        home.mkdir(mode=0o700)
        name = str(home / "siaga.sqlite3")
    else:
        name = f"siaga_durability_{os.getpid()}"
        url = urlsplit(os.environ["DATABASE_URL"])
        environment["DATABASE_URL"] = urlunsplit(url._replace(path=f"/{name}"))
    databases.copy(connection.settings_dict["NAME"], name)
    yield environment
    databases.remove(name)


class Server:
    """``siaga serve`` as a user starts it, with one web process and its worker."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment, self.log = environment, log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def start(self) -> None:
        command = [sys.executable, "-m", "siaga", "serve", "--port", str(self.port), "--workers", "1"]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=out, stderr=out)
        deadline = time.monotonic() + 180  # of a busy machine
        while time.monotonic() < deadline:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
                connection.request("GET", "/akun/login/")
                connection.getresponse().read()
                return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        raise AssertionError(f"the server did not come up: {self.log.read_text()}")

    def kill(self) -> None:
        """SIGKILL for every process of the server at once: nothing gets a chance to tidy up."""
        family = [self.process.pid, *descendants(self.process.pid)]
        for pid in family:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()


def descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    found, ahead = [], [pid]
    while ahead:
        children = parents.get(ahead.pop(), [])
        found += children
        ahead += children
    return found


class Writers:
    """Several people who each change the name of an own agency again and again; what was answered is remembered."""

    def __init__(self, port: int, session: str, agencies: list[str], writes: int) -> None:
        self.port, self.session, self.writes = port, session, writes
        self.acknowledged: dict[str, list[str]] = {code: [] for code in agencies}
        self.odd: list[str] = []
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(code,), daemon=True) for code in agencies]

    @property
    def count(self) -> int:
        return sum(map(len, self.acknowledged.values()))

    def _write(self, code: str) -> None:
        connection: http.client.HTTPConnection | None = None
        number = 0
        while not self.stop.is_set() and self.count < self.writes:
            number += 1
            name = f"{code} ke-{number}"
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                status = self._post(connection, code, name)
            except (OSError, http.client.HTTPException):
                if connection is not None:
                    connection.close()
                connection = None
                time.sleep(0.05)
                continue
            if status == 302:
                self.acknowledged[code].append(name)
            else:
                self.odd.append(f"{code}: {status}")

    def _post(self, connection: http.client.HTTPConnection, code: str, name: str) -> int:
        token = "c" * 32
        body = urlencode({"csrfmiddlewaretoken": token, "name": name, "kind": "opd", "short_name": "", "address": ""})
        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", f"/instansi/{quote(code)}/ubah/", body, headers)
        response = connection.getresponse()
        response.read()
        return response.status


@pytest.mark.parametrize(
    ("writes", "kills"),
    [pytest.param(240, (60, 150), id="reduced"), pytest.param(1000, (250, 600), id="full", marks=pytest.mark.soak)],
)
def test_kill_9_in_the_middle_of_many_writes_loses_nothing(
    environment: dict[str, str], tmp_path: Path, writes: int, kills: tuple[int, ...]
) -> None:
    """kills: counts of acknowledged writes at which the server is killed and started again."""
    if not (BUILT / "manifest.json").exists():
        pytest.skip("the front end is not built: make frontend")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )

    made = run("tests.ledger.durable_world", str(WRITERS))
    assert made.returncode == 0, made.stderr
    world = json.loads(made.stdout)

    server = Server(environment, tmp_path / "server.log")
    writers = Writers(server.port, world["session"], world["agencies"], writes)
    server.start()
    try:
        for thread in writers.threads:
            thread.start()
        for kill_after in kills:
            deadline = time.monotonic() + 120
            while writers.count < kill_after and time.monotonic() < deadline:
                time.sleep(0.005)
            assert writers.count >= kill_after, (writers.count, writers.odd[:5], server.log.read_text()[-2000:])
            server.kill()
            server.start()
        for thread in writers.threads:
            thread.join(timeout=120)
    finally:
        writers.stop.set()
        server.kill()
    assert writers.odd == []
    assert writers.count >= writes

    verified = run("siaga", "ledger", "verify", "--json")
    report = json.loads(verified.stdout)
    assert (verified.returncode, report["ok"]) == (0, True), report["first"]

    exported = run("siaga", "ledger", "export", str(tmp_path / "buku.jsonl"))
    assert exported.returncode == 0, exported.stderr
    kept: dict[str, list[str]] = {}
    for line in (tmp_path / "buku.jsonl").read_text().splitlines():
        entry = json.loads(line)
        if entry["kind"] == "entry" and entry["action"] == "agency.change":
            kept.setdefault(entry["object"][1], []).append(json.loads(entry["after"])["name"])
    names = {name for after in kept.values() for name in after}
    acknowledged = {name for said in writers.acknowledged.values() for name in said}
    assert acknowledged - names == set(), "acknowledged, and lost"
    assert len(names) - len(acknowledged) <= WRITERS * len(kills), "at most one write of each was cut before its answer"
