"""Chromium and the server are killed in the middle of typing: at most the last two seconds are lost."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from siaga.kit.assets import BUILT
from tests.journeys import browser as harness
from tests.ledger.test_durability import ROOT, Server, environment

__all__ = ["environment"]
PAUSE = 0.1
LOST_AT_MOST = 2.0
SAVED = re.compile(r"^Tersimpan \d\d:\d\d:\d\d$")


@contextmanager
def laptop(chromium: Browser, folder: Path, base: str, cookie: dict[str, str]) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser that keeps what it stores in that folder, signed in."""
    context = chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=harness.chromium(),
        args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
        viewport={"width": 1366, "height": 768},
    )
    context.add_cookies([{**cookie, "url": base}])
    try:
        yield context, context.pages[0]
    finally:
        kill(folder)


def kill(folder: Path) -> None:
    """SIGKILL for every process of the browser that was started on that folder, and for no other."""
    for stat in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            started_with = stat.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(folder) in started_with and "chrom" in started_with:
            try:
                os.kill(int(stat.parent.name), signal.SIGKILL)
            except ProcessLookupError:
                continue


@pytest.mark.parametrize("connected", [True, False], ids=["connected", "the server gone before"])
def test_a_killed_browser_and_server_lose_at_most_two_seconds(
    chromium: Browser, environment: dict[str, str], tmp_path: Path, connected: bool
) -> None:
    if not (BUILT / "manifest.json").exists():
        pytest.skip("the front end is not built: make frontend")

    def run(*command: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "tests.rakor.durable_room", *command],
            env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.strip().splitlines()[-1])

    world = run()
    server = Server(environment, tmp_path / "server.log")
    base, folder = f"http://127.0.0.1:{server.port}", tmp_path / "laptop"
    server.start()
    typed: list[tuple[float, str]] = []
    try:
        with laptop(chromium, folder, base, world["cookie"]) as (_context, page):
            page.goto(f"{base}{world['path']}?pokok={world['item']}")
            expect(page.locator(f"#naskah-{world['item']}")).to_be_focused()
            for number in range(60):
                word = f"kata{number} "
                page.keyboard.type(word)
                typed.append((time.monotonic(), word))
                time.sleep(PAUSE)
                if number == 30 and not connected:
                    server.kill()  # the connection is lost; the secretary types on
            killed = time.monotonic()
            kill(folder)
            if connected:
                server.kill()
        server.start()
        with laptop(chromium, folder, base, world["cookie"]) as (_context, page):
            page.goto(f"{base}{world['path']}?pokok={world['item']}")
            box = page.locator(f"#naskah-{world['item']}")
            must = "".join(word for at, word in typed if at < killed - LOST_AT_MOST)
            page.wait_for_function(
                "([id, start]) => document.getElementById(id).value.startsWith(start)",
                arg=[f"naskah-{world['item']}", must],
            )
            text = box.input_value()
            assert "".join(word for _at, word in typed).startswith(text)
            box.focus()
            page.keyboard.press("Control+End")
            page.keyboard.type("dan seterusnya.")
            page.keyboard.press("Control+Enter")
            expect(page.locator("[data-said]")).to_have_text(SAVED)
            page.wait_for_timeout(2500)
    finally:
        server.kill()
    stored = run("kept")
    assert stored["conflicts"] == [] and stored["typing"] == []
    assert stored["notes"][0] == f"{text}dan seterusnya."
    print(f"lost {len(''.join(word for _at, word in typed)) - len(text)} letters of the last moments")
