"""Inner loops are compiled by numba, and kept beside the package or in the user's cache where either can be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(function: Loop) -> Loop:
    """The function as machine code. Where no folder for its cache can be written, it is compiled anew each time."""
    import numba

    try:
        return cast(Loop, numba.njit(cache=True)(function))
    except RuntimeError:
        return cast(Loop, numba.njit(function))
