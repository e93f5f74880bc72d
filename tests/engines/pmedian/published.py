"""The published instances, which lie outside the repository; tests that need them skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared_data import DATA

FOLDER = DATA.parent / "instances" / "cpmp" if DATA is not None else None
needs_instances = pytest.mark.skipif(
    FOLDER is None or not FOLDER.is_dir(), reason="the benchmark instances (../shared/instances) are not here"
)

BEST_KNOWN = {
    "SJC1": 17288.99,
    "SJC3a": 45335.16,
    "SJC4b": 52458.02,
    "u724_125": 38976.76,
    "rl1304_200": 276977.6,
    "p3038_700": 109677.3,
    "p3038_1000": 85854.05,
}


def instance_file(name: str) -> Path:
    """A file of the folder; for tests under ``needs_instances``."""
    assert FOLDER is not None
    return next(path for path in sorted(FOLDER.iterdir()) if path.stem == name)
