"""A call in a process of its own that ends when its time is up, whatever the called code is doing.

A solver that hangs inside compiled code hears neither a signal handler nor an exception thrown at its thread; only the
end of its process stops it. The child is a fresh interpreter, not a fork: it inherits no thread, lock or connection of
a web server, and it never imports the caller's ``__main__``, so it works from a thread, a worker or ``python -c``.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

_CHILD = (
    "import pickle, sys\n"
    "sys.path[:] = pickle.load(sys.stdin.buffer)\n"
    "from siaga.engines.routing.isolated import answer\n"
    "answer()\n"
)
_PR_SET_PDEATHSIG = 1


class OutOfTime(Exception):
    """The call was still running after ``wall_seconds`` and was ended by force."""

    def __init__(self, wall_seconds: float) -> None:
        super().__init__(wall_seconds)
        self.wall_seconds = wall_seconds

    def __str__(self) -> str:
        return f"no answer after {self.wall_seconds:g} s; its process was ended"


class Died(Exception):
    """The process ended without an answer: killed from outside, out of memory, or broken inside compiled code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        how = f"signal {-self.code}" if self.code < 0 else f"exit code {self.code}"
        return f"the process ended without an answer ({how})"


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException
    where: str


def call(function: Callable[..., T], /, *args: Any, wall_seconds: float) -> T:
    """``function(*args)`` in a fresh process, and its result; its errors are raised here as they were there.

    function: at module level and not in ``__main__``, so that the child can import it; arguments and result pickle.
    wall_seconds: from now, the start of the process included; then it is killed and ``OutOfTime`` is raised.
    """
    if getattr(function, "__module__", None) == "__main__":
        raise TypeError(f"{function.__qualname__} is in __main__, which a fresh process does not import")
    asked = pickle.dumps(sys.path) + pickle.dumps((function, args))
    process = subprocess.Popen(  # noqa: S603 - our own interpreter with a constant text
        [sys.executable, "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        told, _ = process.communicate(asked, timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        raise OutOfTime(wall_seconds) from None
    finally:
        _end(process)
    if not told:
        raise Died(process.returncode)
    result = pickle.loads(told)  # noqa: S301 - written by our own child on a pipe that nobody else holds
    if isinstance(result, _Raised):
        result.error.add_note(f"in its own process:\n{result.where}")
        raise result.error
    return result  # type: ignore[no-any-return]


def answer() -> None:
    """The child's side: read the call from standard input, write the pickled outcome to what was standard output."""
    _end_with_parent()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what the called code prints must not fall into the answer
        try:
            function, args = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
            told = pickle.dumps(function(*args))
        except BaseException as error:
            told = _packed(error)
        out.write(told)
        out.flush()
    os._exit(0)  # not through exit handlers: a thread left behind must not hold the answer back


def _packed(error: BaseException) -> bytes:
    where = "".join(traceback.format_exception(error))
    try:
        packed = pickle.dumps(_Raised(error, where))
        pickle.loads(packed)  # noqa: S301 - what was packed in the line above: some errors pickle but do not come back
    except Exception:
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        return pickle.dumps(_Raised(plain, where))
    return packed


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started; nothing is left to wait for afterwards."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _end_with_parent() -> None:
    """On Linux the kernel kills this process with its parent, so that a stopped server leaves no solver behind."""
    if sys.platform != "linux":
        return
    import ctypes

    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
