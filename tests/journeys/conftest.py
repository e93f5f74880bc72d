"""Journeys through the product in the system's Chromium, against a live server.

    @pytest.mark.parametrize("width", WIDTHS)
    def test_secretariat_reads_the_calendar(page_at, width, pilkada):
        visit = page_at(width)
        visit.sign_in(account)
        page = visit.go("/pemilihan/pilkada-2024/tahapan/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tahapan")
        check_accessible(page)

``page_at`` may be called several times for several people. At the end a visit with an uncaught script error, a breach
of the content security policy or a request to another host fails the test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from siaga.kit.assets import BUILT
from tests.journeys import browser as harness
from tests.journeys.browser import Visit

# Playwright's synchronous face runs an event loop in this thread; Django would refuse to read the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    narrow = pytest.mark.skip(reason="the width of a window does not concern the database: both widths on SQLite")
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            width = item.callspec.params.get("width") if hasattr(item, "callspec") else None
            if connection.vendor == "postgresql" and width not in {None, harness.WIDTHS[0]}:
                item.add_marker(narrow)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = harness.chromium()
    if not path:
        pytest.skip("no Chromium on this machine: apt-get install chromium, or set SIAGA_CHROMIUM to its path")
    if not (BUILT / "manifest.json").exists():
        pytest.fail("the front end is not built: make frontend (or cd frontend && npm ci && npm run build)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--enable-unsafe-swiftshader",
            ],
        )
        yield started
        started.close()


@pytest.fixture
def page_at(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Visit]]:
    """``page_at(390)`` opens a fresh window on the live server at that width."""
    visits: list[Visit] = []

    def open_at(width: int = 1366, **options: Any) -> Visit:
        visits.append(harness.open_visit(chromium.new_context, live_server.url, width, **options))
        return visits[-1]

    yield open_at
    faults = [fault for visit in visits for fault in visit.faults]
    for visit in visits:
        visit.context.close()
    assert not faults, faults
