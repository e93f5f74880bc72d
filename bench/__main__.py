"""``python -m bench [name …]``: each measure in its own process, so that none warms the other's caches."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    found = sorted(
        path.stem for path in HERE.glob("[a-z]*.py") if not path.stem.startswith(("report_", "routing_", "grouping_"))
    )
    unknown = set(names) - set(found)
    if unknown:
        print(f"no such measure: {', '.join(sorted(unknown))}; there are {', '.join(found)}", file=sys.stderr)
        return 2
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    failed = 0
    for name in names or found:
        print(f"\n== {name}", flush=True)
        failed += bool(subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent).returncode)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
