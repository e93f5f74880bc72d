"""What journeys do in a browser: pages at both widths, signing in, and the check for accessibility."""

from __future__ import annotations

import functools
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Request, expect

WIDTHS = (1366, 390)
"""A laptop at a secretariat, and a phone."""
PATIENCE = 60_000
"""Milliseconds after which what is waited for does not come, on a machine busy with other tests too."""
expect.set_options(timeout=PATIENCE)
_HEIGHTS = {1366: 768, 390: 844}
_AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_SERIOUS = {"serious", "critical"}
_PAINTED = """() => Promise.race([
    new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
    new Promise(done => setTimeout(done, 2000)),
])"""
"""Chromium drops keys and clicks that reach a page before its first paint, which on a busy machine comes late."""


def chromium() -> str:
    """The system's Chromium, or an empty text where there is none."""
    asked = os.environ.get("SIAGA_CHROMIUM", "")
    found = (asked, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
    return next((path for path in found if path and Path(path).exists()), shutil.which("chromium") or "")


@dataclass
class Visit:
    """A browser window of one person at one width; ``page`` is Playwright's own.

    faults: what no page may do: an uncaught error, a breach of the content security policy, a request to elsewhere.
    """

    page: Page
    context: BrowserContext
    base: str
    width: int
    scripts: bool = True
    faults: list[str] = field(default_factory=list)

    def sign_in(self, account: Any) -> None:
        """Become this account, as after a correct sign-in."""
        client = Client()
        client.force_login(account)
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value, "url": self.base}]
        )

    def go(self, path: str) -> Page:
        """Open a page of the product by its path."""
        self.page.goto(f"{self.base}{path}", wait_until="load")
        self.painted()
        return self.page

    def painted(self) -> None:
        """Wait until the page is drawn as it stands."""
        if self.scripts:
            self.page.evaluate(_PAINTED)

    def clear(self) -> None:
        """Nothing in the window: so much the quicker it is resized."""
        self.page.goto("about:blank")

    def listen(self) -> None:
        """Keep what the page complains of as faults."""
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on(
            "console",
            lambda said: (
                self.faults.append(f"console: {said.text}")
                if said.type == "error" and "Content Security Policy" in said.text
                else None
            ),
        )

    def renew(self) -> None:
        """Another tab instead of this one: after hundreds of maps a tab holds gigabytes."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.set_viewport_size({"width": self.width, "height": _HEIGHTS.get(self.width, 900)})
        self.listen()

    def resize(self, width: int) -> None:
        """The same page in a window of another width, drawn anew."""
        if width != self.width:
            self.width = width
            self.page.set_viewport_size({"width": width, "height": _HEIGHTS.get(width, 900)})
            self.painted()

    def picture(self, name: str) -> Path:
        """A screenshot of the whole page, kept where ``SIAGA_PICTURES`` says, else not at all."""
        folder = Path(os.environ.get("SIAGA_PICTURES", ""))
        path = folder / f"{name}-{self.width}.png"
        if str(folder) != ".":
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path, full_page=True)
        return path


def open_visit(new_context: Callable[..., BrowserContext], base: str, width: int, **options: Any) -> Visit:
    """A fresh window in which asking anything but the server under test is a fault."""
    context = new_context(
        viewport={"width": width, "height": _HEIGHTS.get(width, 900)},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page(), context, base, width, scripts=options.get("java_script_enabled", True))

    def only_here(request: Request) -> None:
        if not request.url.startswith((base, "data:", "blob:")):
            visit.faults.append(f"asked another host: {request.url}")

    # Not by a route: that would keep the browser from remembering the bundle from page to page.
    context.on("request", only_here)
    visit.listen()
    return visit


@functools.cache
def _axe() -> str:
    if not _AXE.exists():
        raise FileNotFoundError(f"{_AXE} is missing. Run: cd frontend && npm ci")
    return _AXE.read_text()


class Inspection:
    """axe-core beside a page as it stands, in an isolated world: the page's content security policy stays as it is.

    It is brought there once and may look several times, at several widths.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        page.wait_for_load_state("load")  # a heading can be there before its style sheet
        self.session = page.context.new_cdp_session(page)
        frame = self.session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self.session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
        self.world = world["executionContextId"]
        self.session.send("Runtime.evaluate", {"expression": f"{_axe()};0", "contextId": self.world})

    def __enter__(self) -> Inspection:
        return self

    def __exit__(self, *_error: object) -> None:
        self.session.detach()

    def violations(self) -> list[str]:
        """What axe-core finds serious or critical, one line for each element."""
        options = json.dumps(
            {
                "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
                "resultTypes": ["violations"],
            }
        )
        answer = self.session.send(
            "Runtime.evaluate",
            {
                "expression": f"axe.run(document, {options}).then(found => JSON.stringify(found.violations))",
                "contextId": self.world,
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(f"axe-core failed on {self.page.url}: {answer['exceptionDetails']}")
        return [
            f"{found['id']} ({found['impact']}): {node['target']} {node['html'][:200]} — {node['failureSummary']}"
            for found in json.loads(answer["result"]["value"])
            if found["impact"] in _SERIOUS
            for node in found["nodes"]
        ]


def check_accessible(page: Page) -> None:
    """Fail with every serious or critical finding of axe-core (WCAG 2.2 A and AA) on the page as it stands."""
    with Inspection(page) as inspection:
        found = inspection.violations()
    assert not found, f"{page.url}:\n" + "\n".join(found)


def check_fits(page: Page) -> None:
    """Fail where the page is wider than the window: nobody scrolls a page sideways on a phone."""
    page.wait_for_load_state("load")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, f"{page.url} is {wide} px wider than its window"


def eventually(page: Page, true: Callable[[], bool]) -> None:
    """Wait for what the page does by itself; its requests pass through this thread, so the page does the waiting."""
    for _try in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    assert true()
