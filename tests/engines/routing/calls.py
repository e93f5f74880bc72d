"""Functions for the tests of ``isolated``: a fresh process imports them by name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


class Awkward(Exception):
    """Pickles, but does not come back: its constructor wants two values."""

    def __init__(self, what: str, amount: int) -> None:
        super().__init__(f"{what}: {amount}")


def product(left: int, right: int) -> int:
    return left * right


def process_id() -> int:
    return os.getpid()


def chatter(text: str) -> str:
    print("from Python")
    os.write(1, b"from below Python\n")
    return text


def sleep_for_ever(note: str) -> None:
    Path(note).write_text(str(os.getpid()))
    while True:
        time.sleep(3600)


def spin_deaf_to_signals(note: str) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    Path(note).write_text(f"{os.getpid()} {child.pid}")
    while True:
        pass


def fail(text: str) -> None:
    raise ValueError(text)


def fail_awkwardly() -> None:
    raise Awkward("boxes", 7)


def leave(code: int) -> None:
    raise SystemExit(code)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def not_to_be_pickled() -> object:
    return lambda: None
