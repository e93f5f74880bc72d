"""Many devices at once, and a server that is killed in the middle: every report is there once, none is lost."""

from __future__ import annotations

import http.client
import itertools
import json
import random
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from siaga.kit.assets import BUILT
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.models import Conflict, Submission
from tests import people
from tests.factories import NOW
from tests.ledger.test_durability import ROOT, Server, environment
from tests.reporting.worlds import world

__all__ = ["environment"]
WRITERS = 8


def side_by_side(work: list[Any]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=240)
    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.django_db(transaction=True)
def test_the_same_number_from_many_sides_at_once_is_stored_once() -> None:
    here = world()
    outcomes: list[str] = []
    broken: list[BaseException] = []
    gate = threading.Barrier(WRITERS)

    def send(altered: bool) -> None:
        try:
            gate.wait(timeout=30)
            for number in range(6):
                report = here.report(number)
                if altered and number == 0:
                    report = replace(report, values={"listrik": "tidak"})
                outcomes.append(submit_report(actor=people.field, report=report, now=NOW).outcome)
        except BaseException as error:
            broken.append(error)
        finally:
            connection.close()

    side_by_side([lambda altered=at == 0: send(altered) for at in range(WRITERS)])
    assert not broken, broken[:1]
    assert Submission.objects.count() == 6
    assert outcomes.count("new") == 6 and len(outcomes) == WRITERS * 6
    assert Conflict.objects.count() == (outcomes.count("conflict") > 0)
    assert outcomes.count("conflict") in {1, WRITERS - 1}  # whichever content came first


class Devices:
    """Phones that send each of their reports several times, and go on until each was acknowledged."""

    def __init__(self, port: int, world: dict[str, Any], distinct: int, times: int) -> None:
        self.port, self.world = port, world
        posts = [number for number in range(distinct) for _again in range(times)]
        random.Random(4).shuffle(posts)
        self.turns = iter(posts)
        self.lock = threading.Lock()
        self.acknowledged: dict[str, list[int]] = {}
        self.odd: list[tuple[int, str]] = []
        self.done = 0

    def body(self, number: int, **fields: Any) -> dict[str, Any]:
        return {
            "instance_id": f"uuid:serentak-{number}",
            "election": self.world["election"],
            "instrument": self.world["instrument"],
            "unit": self.world["units"][number % len(self.world["units"])],
            "observed_at": "2024-10-30T08:00:00+07:00",
            "values": {"listrik": "ya", "catatan": f"laporan {number}"},
            **fields,
        }

    def post(self, line: http.client.HTTPConnection, token: str, body: dict[str, Any]) -> tuple[int, str]:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        line.request("POST", "/api/v1/submissions", json.dumps(body), headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()

    def send(self, device: int) -> None:
        token = self.world["tokens"][device % len(self.world["tokens"])]
        line: http.client.HTTPConnection | None = None
        while True:
            with self.lock:
                number = next(self.turns, None)
            if number is None:
                return
            for _try in itertools.count():
                assert _try < 2000, "the server does not come back"
                try:
                    line = line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                    status, said = self.post(line, token, self.body(number))
                    break
                except (OSError, http.client.HTTPException):
                    if line is not None:
                        line.close()
                    line = None
                    time.sleep(0.05)
            with self.lock:
                self.done += 1
                if status in {200, 201}:
                    self.acknowledged.setdefault(f"uuid:serentak-{number}", []).append(status)
                else:
                    self.odd.append((status, said[:300]))


@pytest.mark.parametrize(
    ("distinct", "times", "kills"),
    [pytest.param(60, 3, 2, id="reduced"), pytest.param(500, 2, 20, id="full", marks=pytest.mark.soak)],
)
def test_a_killed_server_keeps_what_it_acknowledged_once(
    environment: dict[str, str],
    tmp_path: Path,
    distinct: int,
    times: int,
    kills: int,
) -> None:
    if not (BUILT / "manifest.json").exists():
        pytest.skip("the front end is not built: make frontend")
    settings = environment | {"SIAGA_API_WRITES": "1000000", "SIAGA_API_READS": "1000000"}

    def run(*command: str, fine: tuple[int, ...] = (0,)) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", *command], env=settings, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode in fine, done.stderr[-2000:]
        return json.loads(done.stdout.strip().splitlines()[-1])

    made = run("tests.reporting.durable_world")
    server = Server(settings, tmp_path / "server.log")
    devices = Devices(server.port, made, distinct, times)
    total = distinct * times
    server.start()
    try:
        threads = [threading.Thread(target=devices.send, args=(at,), daemon=True) for at in range(WRITERS)]
        for thread in threads:
            thread.start()
        for kill in range(1, kills + 1):
            deadline = time.monotonic() + 120
            while devices.done < total * kill / (kills + 1) and time.monotonic() < deadline:
                time.sleep(0.002)
            server.kill()
            server.start()
        for thread in threads:
            thread.join(timeout=300)
        assert devices.done == total, (devices.done, server.log.read_text()[-2000:])
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        altered = devices.body(0, values={"listrik": "tidak"})
        answers = [devices.post(line, made["tokens"][0], altered) for _again in range(2)]
    finally:
        server.kill()
    assert devices.odd == []
    assert [status for status, _said in answers] == [409, 409], answers
    # A device's own 201 may be lost with the server; then its repeat gets 200. Nobody gets two.
    assert all(said.count(201) <= 1 for said in devices.acknowledged.values())
    stored = run("tests.reporting.durable_world", "count")
    assert set(stored["reports"]) == set(devices.acknowledged) and len(devices.acknowledged) == distinct
    assert (stored["rows"], stored["entries"], stored["conflicts"]) == (distinct, distinct, 1)
    assert all(stored["reports"][f"uuid:serentak-{number}"] == f"laporan {number}" for number in range(distinct))
    # What the world was made of went by no action; but nothing of the reports is missing or changed in the ledger.
    assert "reporting.submission" not in json.dumps(run("siaga", "ledger", "verify", "--json", fine=(0, 1)))
