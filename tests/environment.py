"""Loaded before everything else (``-p`` in pyproject.toml): tests never see the settings or the home of a real desk.

Django's settings are read while pytest starts, earlier than any conftest; so the environment stands here. Each worker
has a home of its own. What Python compiles is kept, for the many processes that the tests start as for the next run.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile

os.environ["SIAGA_MODE"] = "test"
if "SIAGA_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["SIAGA_HOME"] = tempfile.mkdtemp(prefix="siaga-test-")
    atexit.register(shutil.rmtree, os.environ["SIAGA_HOME"], ignore_errors=True)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
