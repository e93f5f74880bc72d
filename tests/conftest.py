from __future__ import annotations

import os
import tempfile

os.environ.setdefault("SIAGA_MODE", "test")
os.environ.setdefault("SIAGA_HOME", tempfile.mkdtemp(prefix="siaga-test-"))
