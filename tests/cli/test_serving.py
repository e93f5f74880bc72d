"""The server as a process: it answers, keeps its worker alive, and stops cleanly."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Installation


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(desk: Installation, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "siaga", "serve", "--port", str(port), "--workers", "1", "--json", *options],
        env=desk.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        assert json.loads(line)["address"].endswith(f":{port}/")
        yield process, port
    finally:
        process.terminate()
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


def _get(address: str, context: ssl.SSLContext | None = None) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    try:
        with urllib.request.urlopen(request, timeout=20, context=context) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def _children(pid: int) -> dict[str, int]:
    """Command lines of the direct children of a process, by what they run."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            words = (stat.parent / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(fields[1]) == pid:
            found["worker" if b"worker" in words else "web"] = int(stat.parent.name)
    return found


def _wait(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@linux
def test_it_serves_seals_restarts_a_lost_worker_and_stops_cleanly(desk: Installation) -> None:
    with _serving(desk) as (process, port):
        status, headers, body = _get(f"http://127.0.0.1:{port}/api/v1/health")
        assert (status, json.loads(body)) == (200, {"status": "ok"})
        assert "default-src 'self'" in headers["content-security-policy"]
        heartbeat = desk.home / "heartbeat.json"
        _wait(heartbeat.exists)
        _wait(lambda: desk.python("from siaga.ledger.models import Unsealed\nprint(Unsealed.objects.count())") == "0\n")

        first = _children(process.pid)
        assert set(first) == {"web", "worker"}
        os.kill(first["worker"], signal.SIGKILL)
        _wait(lambda: _children(process.pid).get("worker", first["worker"]) != first["worker"])
        assert _get(f"http://127.0.0.1:{port}/api/v1/health")[0] == 200

        assert "sedang berjalan" in _upgrade_while_running(desk)
        family = _children(process.pid)
        process.terminate()
        assert process.wait(40) == 0
        _wait(lambda: not any(_alive(pid) for pid in family.values()))


def _upgrade_while_running(desk: Installation) -> str:
    """What ``upgrade`` would say if something were to be done."""
    return desk.python(
        "from siaga.cli.running import server_lock\n"
        "try:\n    with server_lock(exclusive=True):\n        print('sendiri')\n"
        "except Exception as error:\n    print(error)\n"
    )


@linux
def test_nothing_is_left_when_the_supervisor_is_killed(desk: Installation) -> None:
    with _serving(desk) as (process, port):
        family = _children(process.pid)
        process.kill()
        process.wait()
        _wait(lambda: not any(_alive(pid) for pid in family.values()))
        _wait(lambda: _port_is_closed(port))


def _port_is_closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_port_in_use_is_said_before_anything_starts(desk: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = desk.run("serve", "--port", str(taken.getsockname()[1]), expect=1)
    assert "sudah dipakai" in done.stderr


def test_https_with_an_own_certificate(desk: Installation, tmp_path: Path) -> None:
    cert, key = tmp_path / "desk.crt", tmp_path / "desk.key"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    files = ["-keyout", str(key), "-out", str(cert)]
    try:
        subprocess.run([*make.split(), *files], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is missing")
    context = ssl.create_default_context(cafile=str(cert))
    with _serving(desk, "--tls-cert", str(cert), "--tls-key", str(key), "--no-worker") as (_process, port):
        status, headers, _ = _get(f"https://localhost:{port}/api/v1/docs", context)
        assert status == 200
        assert "max-age" in headers["strict-transport-security"]
        status, _, _body = _get(f"https://localhost:{port}/api/v1/openapi.json", context)
        assert status == 200


@pytest.mark.skipif(
    not (Path("siaga/web/static/built") / "manifest.json").exists(), reason="the front-end bundle is not built"
)
def test_the_bundle_goes_out_compressed_and_for_ever(desk: Installation) -> None:
    built = Path("siaga/web/static/built")
    style = next(path.name for path in built.glob("main-*.css"))
    with _serving(desk, "--no-worker") as (_process, port):
        status, headers, body = _get(f"http://127.0.0.1:{port}/static/built/{style}")
        assert status == 200
        assert re.search(r"max-age=\d{8,}", headers["cache-control"])
        assert "immutable" in headers["cache-control"]
        if (built / f"{style}.br").exists():
            assert headers["content-encoding"] == "br"
            assert len(body) < (built / style).stat().st_size / 3
