"""The HTML of every page: nothing inline that runs, nothing from another host, one heading, a title, a language."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from tests.walks.addresses import Address, addresses
from tests.walks.test_guards import there, who_may_come

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what a page says does not depend on the database: walked on SQLite"
)

# Links that a person follows may lead elsewhere; what a page loads may not.
LOADS = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("form", "action")}
DEGREES = re.compile(r"(?<![\w.,])-?\d{1,3}\.\d{4,}(?![\w.])")
"""Decimals after a point; thousands have three digits."""
AS_WRITTEN = {"script", "textarea", "code", "pre"}
VOID_OF_LABEL = {"hidden", "submit", "button", "image", "reset"}


class Page(HTMLParser):
    """Gathers what is wrong with one page."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.headings = 0
        self.titles = 0
        self.language = ""
        self.ids: list[str] = []
        self._written = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._written += tag in AS_WRITTEN
        where = f"<{tag}> line {self.getpos()[0]}"
        if tag == "html":
            self.language = attributes.get("lang", "")
        # What is for paper alone, or for the screen alone, has its own heading.
        self.headings += tag == "h1" and "no-print" not in attributes.get("class", "")
        self.titles += tag == "title"
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name, value in attributes.items():
            if name.startswith("on"):
                self.faults.append(f"{where}: inline handler {name}")
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(f"{where}: javascript address")
            if (tag, name) in LOADS and urlsplit(value).netloc:
                self.faults.append(f"{where}: loads from {value}")
        if tag == "script":
            runs = attributes.get("type", "") not in {"application/json", "application/ld+json"}
            if runs and not attributes.get("src"):
                self.faults.append(f"{where}: inline script")
        if tag == "style":
            self.faults.append(f"{where}: inline style sheet")
        if "data-map" in attributes:
            layers = [attributes[name] for name in ("data-areas", "data-points", "data-lines") if name in attributes]
            if not layers or not all(_leads_somewhere(layer) for layer in layers):
                self.faults.append(f"{where}: a map of nothing")
        if tag == "img" and "alt" not in attributes:
            self.faults.append(f"{where}: image without alt")
        if tag == "a" and attributes.get("target") == "_blank" and "noopener" not in attributes.get("rel", "noopener"):
            self.faults.append(f"{where}: _blank without noopener")

    def handle_endtag(self, tag: str) -> None:
        self._written -= tag in AS_WRITTEN

    def handle_data(self, data: str) -> None:
        if not self._written:
            self.faults += [f"line {self.getpos()[0]}: a decimal point in {one}" for one in DEGREES.findall(data)]


def _leads_somewhere(address: str) -> bool:
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_the_page_is_clean(address: Address, as_person: Callable[[str], Client]) -> None:
    client = as_person(who_may_come(address))
    response = client.get(there(address))
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    page = Page()
    page.feed(response.content.decode())
    assert page.faults == []
    assert page.language == "id"
    assert page.titles >= 1
    assert page.headings == 1, f"{address.name} has {page.headings} <h1>"
    double = {one for one in page.ids if page.ids.count(one) > 1}
    assert not double, f"{address.name}: id used twice: {double}"
