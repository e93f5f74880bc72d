"""Loaded before everything else (``-p`` in pyproject.toml): tests never see the settings or the home of a real desk.

Django's settings are read while pytest starts, earlier than any conftest; so the environment stands here. Each worker
has a home of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ["SIAGA_MODE"] = "test"
if "SIAGA_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["SIAGA_HOME"] = tempfile.mkdtemp(prefix="siaga-test-")
    atexit.register(shutil.rmtree, os.environ["SIAGA_HOME"], ignore_errors=True)
