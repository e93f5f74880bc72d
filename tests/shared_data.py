"""The folder of real public data, which lies outside the repository; tests that need it skip where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent


def shared_data() -> Path | None:
    """``SIAGA_SHARED/data``, or ``shared/data`` beside the repository or one level higher; None where absent."""
    named = os.environ.get("SIAGA_SHARED")
    places = [Path(named)] if named else [_ROOT / ".." / "shared", _ROOT / ".." / ".." / "shared"]
    return next((place.resolve() / "data" for place in places if (place / "data").is_dir()), None)


DATA = shared_data()
needs_shared_data = pytest.mark.skipif(
    DATA is None, reason="the folder of real public data (../shared/data, or SIAGA_SHARED) is not here"
)


def data_file(name: str) -> Path:
    """A file of the folder; for tests under ``needs_shared_data``."""
    assert DATA is not None
    return DATA / name
