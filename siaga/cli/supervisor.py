"""Keeps the web server and the background worker alive, and stops both cleanly.

Each child leads its own session, so that Ctrl+C reaches the supervisor alone and a dead server's own workers can be
removed with it. On Linux the kernel ends a child whose supervisor was killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import FrameType

GRACE = 20.0
"""Seconds that a child gets to finish its requests or its task before it is killed."""
QUICK = 10.0
"""A child that lived shorter than this many seconds waits before its next start, longer each time."""
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process under supervision. ``needed``: the whole server gives up when it will not stay up."""

    name: str
    command: list[str]
    needed: bool
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    next_start: float = 0.0

    def start(self, environment: Mapping[str, str]) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
            self.command,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # one thread here
        )

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def clear(self) -> None:
        """Remove whatever the dead process left in its session."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, deadline - time.monotonic()))
        self.clear()


@dataclass
class Supervisor:
    """Runs children until it is told to stop; ``say`` gets one line about each event."""

    children: list[Child]
    environment: Mapping[str, str]
    say: Callable[[str], None]
    _stopping: bool = field(default=False, init=False)

    def run(self, when_started: Callable[[], None]) -> int:
        """Start, watch, restart; returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start(self.environment)
        when_started()
        status = 0
        while not self._stopping:
            time.sleep(0.25)
            for child in self.children:
                if not self._watch(child):
                    status, self._stopping = 1, True
        deadline = time.monotonic() + GRACE
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait(deadline)
        return status

    def _watch(self, child: Child) -> bool:
        if child.died() and not self._stopping:
            assert child.process is not None
            code = child.process.returncode
            child.clear()
            quick = time.monotonic() - child.started < QUICK
            child.failures = child.failures + 1 if quick else 0
            if child.needed and child.failures >= 3:
                self.say(f"{child.name} berhenti berulang kali (kode {code}); periksa pesan di atas.")
                return False
            pause = min(2.0**child.failures, 30.0) if quick else 0.0
            child.next_start = time.monotonic() + pause
            self.say(f"{child.name} berhenti (kode {code}); dijalankan lagi.")
        if child.process is None and time.monotonic() >= child.next_start and not self._stopping:
            child.start(self.environment)
        return True

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def web(host: str, port: int, workers: int, threads: int, tls: tuple[str, str] | None = None) -> Child:
    """The web server: granian, WSGI, ``workers`` processes of ``threads`` threads each."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "siaga.wsgi:application"]
    command += ["--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", str(int(GRACE) - 5), "--log-level", "warning"]
    command += ["--blocking-threads-idle-timeout", "600", "--no-ws"]
    if tls:
        # 1.2: phones of 2018 still take part
        command += ["--ssl-certificate", tls[0], "--ssl-keyfile", tls[1], "--ssl-protocol-min", "tls1.2"]
    return Child("Peladen web", command, needed=True)


def worker() -> Child:
    """The background worker: tasks, seals, and the clockwork of each minute."""
    return Child("Pekerja latar", [sys.executable, "-m", "siaga", "worker"], needed=False)


def port_is_free(host: str, port: int) -> bool:
    """Whether the address can be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int, seconds: float, alive: Callable[[], Iterable[Child]]) -> bool:
    """Wait until something listens on the port; False when it does not in time or a needed child died."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if any(child.needed and child.died() for child in alive()):
            return False
        with contextlib.suppress(OSError), socket.create_connection((target, port), timeout=1):
            return True
        time.sleep(0.1)
    return False
