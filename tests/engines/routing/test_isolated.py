"""A call in a process of its own: its answer, its errors, and its end."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from siaga.engines.routing.isolated import Died, OutOfTime, call
from tests.engines.routing import calls

ROOT = Path(__file__).parents[3]


def gone(pid: int) -> bool:
    """Whether the process has ended (a zombie that nobody has collected counts as ended)."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_the_result_comes_back_from_another_process():
    assert call(calls.product, 6, 7, wall_seconds=30) == 42
    assert call(calls.process_id, wall_seconds=30) != os.getpid()


def test_what_the_function_prints_does_not_fall_into_the_answer():
    assert call(calls.chatter, "halo", wall_seconds=30) == "halo"


def test_a_function_that_never_returns_is_ended(tmp_path):
    note = tmp_path / "pid"
    begun = time.monotonic()
    with pytest.raises(OutOfTime) as caught:
        call(calls.sleep_for_ever, str(note), wall_seconds=5)
    assert 5 <= time.monotonic() - begun < 20
    assert caught.value.wall_seconds == 5
    assert gone(int(note.read_text()))


def test_a_function_deaf_to_signals_is_ended_with_what_it_started(tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(OutOfTime):
        call(calls.spin_deaf_to_signals, str(note), wall_seconds=6)
    assert all(gone(int(pid)) for pid in note.read_text().split())


def test_errors_come_back_as_they_were_raised():
    with pytest.raises(ValueError, match="kosong") as caught:
        call(calls.fail, "kosong", wall_seconds=30)
    assert "calls.py" in caught.value.__notes__[0]


def test_an_error_that_does_not_pickle_back_still_says_what_it_was():
    with pytest.raises(RuntimeError, match="Awkward: boxes: 7"):
        call(calls.fail_awkwardly, wall_seconds=30)


def test_an_exit_inside_is_an_error_here_not_a_silent_none():
    with pytest.raises(SystemExit):
        call(calls.leave, 3, wall_seconds=30)


def test_a_result_that_does_not_pickle_is_an_error():
    with pytest.raises(Exception, match="pickle"):
        call(calls.not_to_be_pickled, wall_seconds=30)


def test_a_process_killed_from_outside_is_not_taken_for_an_answer():
    with pytest.raises(Died, match="signal 9"):
        call(calls.die, wall_seconds=30)


def test_it_works_from_a_thread_and_from_several_at_once():
    found: dict[int, int] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: call(calls.product, n, 10, wall_seconds=30)}))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: 0, 1: 10, 2: 20}


@pytest.mark.parametrize("text_on", ["command", "stdin"])
def test_it_works_from_a_main_without_a_file(text_on):
    text = (
        "from siaga.engines.routing.isolated import call\n"
        "from tests.engines.routing import calls\n"
        "print(call(calls.product, 6, 7, wall_seconds=30))\n"
    )
    command = [sys.executable, "-c", text] if text_on == "command" else [sys.executable, "-"]
    given = text if text_on == "stdin" else None
    done = subprocess.run(command, input=given, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "42", done.stderr


def test_a_function_of_main_is_refused_before_anything_starts():
    text = (
        "from siaga.engines.routing.isolated import call\n"
        "def mine():\n    return 1\n"
        "try:\n    call(mine, wall_seconds=30)\nexcept TypeError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "__main__" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux only")
def test_the_child_ends_with_a_parent_that_was_killed(tmp_path):
    note = tmp_path / "pid"
    text = (
        "from siaga.engines.routing.isolated import call\n"
        "from tests.engines.routing import calls\n"
        f"call(calls.sleep_for_ever, {str(note)!r}, wall_seconds=60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", text], cwd=ROOT)
    for _ in range(200):
        if note.exists() and note.read_text():
            break
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    assert gone(int(note.read_text()))
