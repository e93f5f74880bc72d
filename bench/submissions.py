"""Durable reports per second through the real server, against a minimal view on the same server with the same SQL.

The minimal view (``report_urls.raw``) runs the very statements that one real report took, raw, in one transaction per
request, with no rule, no check and no object. It stands below ``/api/`` as the real one does, so that the server does
the same around both: a page would also be asked whether the desk is set up, which is one more query. Rounds alternate
(real, raw, raw, real), and the ratio is of the sums. Beside it: what the disk gives in fsyncs per second, and the empty
view. Then the p95 at 100 reports a second (open loop), and a burst: TPS reporting at the pace of 2,000 in ten minutes
while 50 people look at pictures.

BENCH_SECONDS: of one round (3). BENCH_BURST: seconds of the burst (30; the real one lasts 600 at the same pace).
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.ledger import postgresql, sqlite
from bench.report_world import report

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
BURST = float(os.environ.get("BENCH_BURST", "30"))
ROUNDS = ("real", "raw", "raw", "real", "real", "raw", "raw", "real")
WRITERS, READERS = 16, 50
PACE = 100
"""Reports per second of the second measure."""
BURST_PACE = 2000 / 600
TARGET, TARGET_MS = 0.7, 200.0
ROOT = Path(__file__).parents[1]


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The real server on a world of 3,000 TPS; its port, and what the world says."""
    with tempfile.TemporaryDirectory(prefix="siaga-bench-") as folder:
        captured = f"{folder}/captured"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SIAGA_", "DATABASE_"))}
        env = (
            kept
            | environment
            | {
                "DJANGO_SETTINGS_MODULE": "bench.report_settings",
                "BENCH_CAPTURED": captured,
                "SIAGA_API_WRITES": "100000000",
                "SIAGA_API_READS": "100000000",
                "PYTHONPATH": str(ROOT),
            }
        )
        made = subprocess.run(
            [sys.executable, "-m", "bench.report_world", captured],
            env=env | {"SIAGA_MODE": "serve", "DJANGO_SETTINGS_MODULE": "siaga.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise RuntimeError(made.stderr[-3000:])
        world = json.loads(made.stdout.strip().splitlines()[-1])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        with Path(folder, "log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "siaga", "serve", "--port", str(port)], env=env, cwd=ROOT, stdout=log, stderr=log
            )
            try:
                _wait(port, server, Path(folder, "log"))
                yield port, world
            finally:
                server.terminate()
                server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            _request(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "GET", "/api/bench/empty")
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(log.read_text()[-3000:])


def _request(
    line: http.client.HTTPConnection, method: str, address: str, body: bytes | None = None, **headers: str
) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, address, body, {"Content-Type": "application/json", **named})
    answer = line.getresponse()
    answer.read()
    return answer.status


class Senders:
    """Officers who send reports, each over an own kept-alive line."""

    def __init__(self, port: int, world: dict[str, Any]) -> None:
        self.port, self.world = port, world
        self.numbers = itertools.count()
        self.odd: list[int] = []

    def send(self, line: http.client.HTTPConnection, kind: str, writer: int) -> float:
        """Seconds that one report took."""
        number = next(self.numbers)
        place = number % len(self.world["units"])
        body = json.dumps(report(self.world["units"][place], f"uuid:{kind}-{os.getpid()}-{number}")).encode()
        address = "/api/bench/raw" if kind == "raw" else "/api/v1/submissions"
        start = time.perf_counter()
        status = _request(
            line,
            "POST",
            address,
            body,
            Authorization=f"Bearer {self.world['tokens'][writer % len(self.world['tokens'])]}",
            X_Station=str(self.world["first"] + place),
        )
        if status != 201:
            self.odd.append(status)
        return time.perf_counter() - start

    def flood(self, kind: str, seconds: float) -> int:
        """How many were answered in that time, all writers together, each as fast as it can."""
        counts = [0] * WRITERS
        end = time.perf_counter() + seconds

        def work(writer: int) -> None:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            while time.perf_counter() < end:
                if kind == "empty":
                    _request(line, "POST", "/api/bench/empty", b"{}")
                else:
                    self.send(line, kind, writer)
                counts[writer] += 1

        _all(work, WRITERS)
        return sum(counts)

    def paced(self, kind: str, pace: float, seconds: float) -> list[float]:
        """Seconds from the moment when each report was due to its answer, at a steady pace (open loop)."""
        turns = itertools.count()
        start = time.perf_counter() + 0.1
        total = int(pace * seconds)
        taken: list[float] = []

        def work(writer: int) -> None:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            while (turn := next(turns)) < total:
                due = start + turn / pace
                time.sleep(max(0.0, due - time.perf_counter()))
                self.send(line, kind, writer)
                taken.append(time.perf_counter() - due)

        _all(work, WRITERS * 2)
        return taken


def _all(work: Callable[[int], None], count: int) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def fsyncs(folder: str) -> float:
    """How often in a second this disk keeps 4 KB for good."""
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        count, end = 0, time.perf_counter() + 1.0
        while time.perf_counter() < end:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            count += 1
    return float(count)


def p95(values: list[float]) -> float:
    """Milliseconds."""
    return statistics.quantiles(values, n=20)[-1] * 1000 if len(values) > 1 else 0.0


def burst(senders: Senders, port: int, world: dict[str, Any]) -> tuple[list[float], list[float], list[int]]:
    """Reports at the pace of 2,000 in ten minutes, while 50 people look at a picture every ten seconds or so."""
    looks: list[float] = []
    odd: list[int] = []
    over = threading.Event()
    addresses = ["/gambaran/contoh/16.72/", *(f"/gambaran/contoh/16.72.{number:02d}/" for number in range(1, 11))]

    def look(reader: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        over.wait(reader * 10 / READERS)
        for turn in itertools.count():
            if over.is_set():
                return
            start = time.perf_counter()
            cookie = f"sessionid={world['cookies'][reader % len(world['cookies'])]}"
            status = _request(line, "GET", addresses[(reader + turn) % len(addresses)], Cookie=cookie)
            looks.append(time.perf_counter() - start)
            if status != 200:
                odd.append(status)
            over.wait(10)

    readers = [threading.Thread(target=look, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    sent = senders.paced("real", BURST_PACE, BURST)
    over.set()
    for reader in readers:
        reader.join()
    return sent, looks, odd


def measure(database: str, environment: dict[str, str]) -> bool:
    with serving(environment) as (port, world):
        senders = Senders(port, world)
        disk = fsyncs(environment["SIAGA_HOME"])
        for kind in ("real", "raw", "empty"):
            senders.flood(kind, 1.0)  # warm
        nothing = senders.flood("empty", SECONDS) / SECONDS
        counts = {"real": 0, "raw": 0}
        for kind in ROUNDS:
            counts[kind] += senders.flood(kind, SECONDS)
        seconds = SECONDS * len(ROUNDS) / 2
        ratio = counts["real"] / max(counts["raw"], 1)
        print(
            f"{database:<11} {disk:>8.0f}/s {nothing:>8.0f}/s {counts['raw'] / seconds:>8.0f}/s "
            f"{counts['real'] / seconds:>8.0f}/s {ratio:>7.2f}   {'ok' if ratio >= TARGET else 'BELOW'}",
            flush=True,
        )
        steady = p95(senders.paced("real", PACE, max(SECONDS, 3)))
        print(
            f"{database:<11} p95 at {PACE}/s: {steady:.0f} ms   {'ok' if steady < TARGET_MS else 'ABOVE'}", flush=True
        )
        sent, looks, odd = burst(senders, port, world)
        print(
            f"{database:<11} burst of {len(sent)} reports in {BURST:.0f} s (pace of 2,000 in 600 s) with {READERS} "
            f"readers: reports p95 {p95(sent):.0f} ms, pictures p95 {p95(looks):.0f} ms ({len(looks)} looks)",
            flush=True,
        )
        if senders.odd or odd:
            print(f"{database:<11} odd answers: {sorted(set(senders.odd + odd))} ({len(senders.odd) + len(odd)})")
        return ratio >= TARGET and steady < TARGET_MS and not senders.odd


def main() -> int:
    print(f"{'':<11} {'fsync':>10} {'empty':>10} {'raw SQL':>10} {'reports':>10} {'ratio':>7}   target >= {TARGET}")
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
