"""Python's cycle collector and large imports."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Keep the cycle collector from looking through a hundred thousand rows again and again (a third of the time).

    The rows are freed by their reference counts; what else became garbage meanwhile is collected afterwards.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
