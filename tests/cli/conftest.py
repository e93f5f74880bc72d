"""A whole installation of its own: commands run as real processes on a folder that a test throws away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.once import made_once

OURS = ("SIAGA_", "DATABASE_URL", "DJANGO_")
"""Variables of the tests' own process (the journeys set one) that an installation must not inherit."""


@dataclass
class Installation:
    """One ``SIAGA_HOME`` with its SQLite file, whatever database the test suite itself runs on."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**kept, "SIAGA_HOME": str(self.home), "PYTHONPATH": str(Path.cwd()), **self.environment}

    def run(self, *arguments: str, stdin: str = "", expect: int = 0) -> subprocess.CompletedProcess[str]:
        """Run ``siaga …`` and check its exit status."""
        done = subprocess.run(
            [sys.executable, "-m", "siaga", *arguments],
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done

    def json(self, *arguments: str, stdin: str = "", expect: int = 0) -> dict[str, Any]:
        """The one object that ``siaga … --json`` prints."""
        answer: dict[str, Any] = json.loads(self.run(*arguments, "--json", stdin=stdin, expect=expect).stdout)
        return answer

    def python(self, text: str) -> str:
        """Run lines of Python inside the installation, with Django set up; returns what they print."""
        done = subprocess.run(
            [sys.executable, "-c", "from siaga.cli.root import prepare; prepare()\n" + text],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An installation without anything in it."""
    return Installation(tmp_path / "home")


@pytest.fixture
def another(tmp_path: Path) -> Callable[[str], Installation]:
    """More installations beside it."""
    return lambda name: Installation(tmp_path / name)


@pytest.fixture(scope="session")
def bare_desk(folder_of_the_run: Path) -> Installation:
    """What ``siaga init`` makes of nothing, still without an administrator; made once and copied."""
    return Installation(made_once(folder_of_the_run / "bare-desk", lambda home: Installation(home).run("init")))


@pytest.fixture(scope="session")
def fresh_desk(folder_of_the_run: Path, bare_desk: Installation) -> Installation:
    """The same with its first administrator; made once and copied."""

    def make(home: Path) -> None:
        shutil.copytree(bare_desk.home, home)
        Installation(home).run("init", "--admin", "budi", "--password-stdin", stdin="kata-sandi-contoh-1\n")

    return Installation(made_once(folder_of_the_run / "fresh-desk", make))


@pytest.fixture
def unnamed_desk(installation: Installation, bare_desk: Installation) -> Installation:
    """An installation that waits for its first administrator."""
    shutil.copytree(bare_desk.home, installation.home)
    return installation


@pytest.fixture
def desk(installation: Installation, fresh_desk: Installation) -> Installation:
    """An installation with its first administrator, budi."""
    shutil.copytree(fresh_desk.home, installation.home)
    return installation
