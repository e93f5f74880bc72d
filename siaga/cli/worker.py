"""``siaga worker``: runs tasks, seals each second, and turns the clockwork each minute."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from siaga import clock
from siaga.cli import clockwork
from siaga.cli.conventions import Output, command
from siaga.cli.errors import OperationProblem
from siaga.cli.running import server_lock
from siaga.ledger.sealing import seal_all

logger = logging.getLogger("siaga.clockwork")

TICK_SECONDS = 60.0
SEAL_SECONDS = 1.0


@command(example="siaga worker")
def worker(out: Output) -> None:
    """Menjalankan pekerja latar: tugas, segel buku besar, dan pekerjaan berkala tiap menit.

    `siaga serve` sudah menjalankannya; perintah ini untuk `siaga serve --no-worker`. Satu pekerja tiap pemasangan.
    """
    lock = (Path(settings.HOME) / "worker.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OperationProblem(
            "Pekerja latar sudah berjalan di pemasangan ini.",
            "Pakai `siaga serve --no-worker`, atau hentikan yang lama.",
        ) from None
    recovered = clockwork.recover_tasks(clock.now(), of_worker=clockwork.worker_name())
    if recovered:
        logger.warning("%d tasks of a lost worker were put back", recovered)
    stop = threading.Event()
    turning = threading.Thread(target=_turn, args=(stop,), name="clockwork", daemon=True)
    tasks = Worker(
        queue_names=["*"],
        interval=1.0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{clockwork.worker_name()}:{os.getpid()}",
        excluded_queue_names=[],
    )
    tasks.configure_signals()
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    try:
        with server_lock(exclusive=False):
            turning.start()
            tasks.run()
    finally:
        stop.set()
        if turning.is_alive():
            turning.join(5)
        lock.close()


def _turn(stop: threading.Event) -> None:
    """Seal each second, tick each minute; a failure is logged and the next round comes all the same."""
    next_tick = 0.0
    while not stop.is_set():
        try:
            close_old_connections()
            if time.monotonic() >= next_tick:
                next_tick = time.monotonic() + TICK_SECONDS
                clockwork.tick(clock.now())
            else:
                seal_all()
        except Exception:
            logger.exception("a round of the clockwork failed")
            connection.close()
        stop.wait(SEAL_SECONDS)
    connection.close()
