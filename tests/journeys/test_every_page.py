"""Every page of the URL map, on the real sample desk, at both widths: axe-core, nothing too wide, no script error."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser

from siaga import demo
from tests.journeys.browser import WIDTHS, Inspection, Visit, open_visit
from tests.walks.addresses import addresses

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="the look of a page does not depend on the database: walked on SQLite"
    ),
]

ROOT = Path(__file__).parents[2]
SIGN_IN = reverse("account_login")
PAGES_OF_A_TAB = 30
COVERED = """() => [...document.querySelectorAll("table")].filter(table => {
    const head = table.tHead?.rows[0]?.cells[0]?.getBoundingClientRect();
    const row = table.tBodies[0]?.rows[0]?.getBoundingClientRect();
    return head?.height && row?.height && head.top >= 0 && head.bottom > row.top + 2 && table.tHead.rows.length == 1;
}).map(table => table.closest("[aria-label]")?.getAttribute("aria-label") || table.className)"""
"""Tables whose head, which stays in sight, lies over their first row while nothing was scrolled."""
SIDEWAYS = """async () => {
    const folded = [...document.querySelectorAll("main details:not([open])")];
    folded.forEach(one => one.open = true);
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const found = [...document.querySelectorAll("main table")].filter(table => {
        for (let box = table.parentElement; box.tagName !== "MAIN"; box = box.parentElement) {
            const scrolls = ["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX);
            if (scrolls && box.scrollWidth > box.clientWidth + 1) return true;
        }
        return false;
    });
    const name = table => table.closest("[aria-label]")?.getAttribute("aria-label") || table.innerText.slice(0, 160);
    const names = [...new Set(found.map(name))];
    folded.forEach(one => one.open = false);
    return names;
}"""
"""Tables of which a part is out of sight until their box is scrolled sideways, also those that are folded away."""
STICKS_OUT = """() => [...document.querySelectorAll("main table")].filter(table => {
    const scrolls = ["auto", "scroll", "hidden"].includes(getComputedStyle(table.parentElement).overflowX);
    const box = (table.closest(".table-box, .card") || table.parentElement).getBoundingClientRect();
    return !scrolls && table.getBoundingClientRect().right > box.right + 1;
}).map(table => table.closest("[aria-label]")?.getAttribute("aria-label") || table.className)"""
"""Tables that are wider than the box around them."""
MAY_SCROLL = {
    "readiness:grid": "every agency against every region: one region alone can be chosen on a phone",
    "readiness:picture_sheet": "a sheet for paper",
    "briefing:report": "the tables as they stand on paper",
    "kerawanan:compare": "each class against each class",
    "logistics:overview": "every sub-district against every place of the boxes",
    "logistics:boxes": "every sub-district against every place of the boxes",
}
"""Pages with a table that a phone scrolls sideways, and why; every other table shows all of itself."""
NAMES = [address.name for address in addresses()]


@dataclass(frozen=True, slots=True)
class Sample:
    """A running sample desk: its address, and a real path for each page with whether anybody may open it."""

    base: str
    paths: dict[str, tuple[str, bool]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """``siaga demo`` as a user starts it, in a folder of its own."""
    home = tmp_path_factory.mktemp("every-page")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SIAGA_", "DATABASE_URL"))}
    environment = {**kept, "SIAGA_HOME": str(home), "SIAGA_NOW": "2024-10-30", "PYTHONPATH": str(ROOT)}
    port = _free_port()
    log = (home / "server.log").open("w")
    command = [sys.executable, "-m", "siaga", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(720):
            try:
                urllib.request.urlopen(f"{base}/akun/masuk/", timeout=2).close()
                break
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                assert server.poll() is None, (home / "server.log").read_text()[-2000:]
                time.sleep(0.5)
        inside = {**environment, "SIAGA_HOME": str(home / "demo"), "SIAGA_MODE": "demo"}
        listed = subprocess.run(
            [sys.executable, "-m", "tests.walks.paths"],
            cwd=ROOT,
            env=inside,
            check=True,
            capture_output=True,
            text=True,
        )
        yield Sample(base, {name: (path, public) for name, (path, public) in json.loads(listed.stdout).items()})
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


@pytest.fixture(scope="module")
def visits(chromium: Browser, sample: Sample) -> Iterator[tuple[Visit, Visit]]:
    """A window of nobody and a window of the administrator."""
    nobody = open_visit(chromium.new_context, sample.base, WIDTHS[0])
    admin = open_visit(chromium.new_context, sample.base, WIDTHS[0])
    page = admin.go("/akun/masuk/")
    page.fill("input[name=login]", demo.ACCOUNTS[0].username)
    page.fill("input[name=password]", demo.PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(re.compile(r"^(?!.*/akun/masuk/).*$"))
    yield nobody, admin
    nobody.context.close()
    admin.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_accessible_and_fits(sample: Sample, visits: tuple[Visit, Visit], name: str) -> None:
    path, public = sample.paths[name]
    visit = visits[0 if public else 1]
    visit.faults.clear()
    # A file to save, a redirect or an address for sending only is no page to look at.
    found = visit.context.request.get(f"{sample.base}{path}", max_redirects=0)
    if found.status != 200 or "text/html" not in found.headers["content-type"]:
        return
    visit.clear()
    visit.resize(WIDTHS[0])
    if NAMES.index(name) % PAGES_OF_A_TAB == 0:
        visit.renew()
    page = visit.go(path)
    with Inspection(page) as inspection:
        for width in WIDTHS:
            visit.resize(width)
            visit.picture(name.replace(":", "-"))
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1, f"{path} is {wide} px wider than a window of {width} px"
            if width == WIDTHS[1]:
                hidden = page.evaluate(SIDEWAYS)
                assert bool(hidden) == (name in MAY_SCROLL), f"{path}: {hidden}"
            assert page.evaluate(STICKS_OUT) == [], f"{path}: a table sticks out of its box at {width} px"
            assert page.evaluate(COVERED) == [], f"{path}: a table's head lies over its first row"
            assert inspection.violations() == []
    assert visit.faults == []
