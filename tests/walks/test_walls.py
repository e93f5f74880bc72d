"""The import walls of pyproject.toml stand: planted breaches are found, and named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BREACHES = {
    "siaga.wilayah is not allowed to import siaga.desk": ("siaga/wilayah/names.py", "import siaga.desk.kinds"),
    "siaga.intake.queries is not allowed to import siaga.kit": ("siaga/intake/queries.py", "import siaga.kit.words"),
    "siaga.access is not allowed to import django": ("siaga/access/place.py", "import django.http"),
}
"""What is told, by the file and the line that breach it: backwards, from a query to a page, impure."""
NO_CODE = shutil.ignore_patterns("static", "locale", "templates", "data", "__pycache__")


def test_planted_breaches_fail(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "siaga", tmp_path / "siaga", ignore=NO_CODE)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line in BREACHES.values():
        with (tmp_path / file).open("a") as planted:
            planted.write(f"\n{line}\n")
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tmp_path)},
    )
    assert found.returncode == 1
    assert [told for told in BREACHES if told not in found.stdout] == []
