"""Dragging on the map on which a plan is arranged by hand."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_PAIR = """(same) => {
  const seen = [...document.querySelectorAll(".arrange-mark:not(.arrange-locked)")].flatMap((mark) => {
    const box = mark.getBoundingClientRect();
    const { group, mark: id } = mark.dataset;
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, group, mark: id };
    return document.elementFromPoint(at.x, at.y) === mark ? [at] : [];
  });
  let best = null;
  for (const one of seen) for (const other of seen) {
    const far = Math.hypot(one.x - other.x, one.y - other.y);
    if (one !== other && (one.group === other.group) === same && (!best || far > best.far)) best = { one, other, far };
  }
  return best;
}"""
"""Of the marks that nothing covers, the two of one group or of different ones that are farthest apart."""

_STANDS = """() => {
  const places = [...document.querySelectorAll(".arrange-mark")].map((mark) => mark.getBoundingClientRect());
  const [before, now] = [window.placesOfMarks, JSON.stringify(places)];
  window.placesOfMarks = now;
  return before === now;
}"""
"""The map has stopped moving: its marks are where they were a moment ago."""


def drag_far(page: Page, *, same: bool = False) -> Any:
    """Drag a mark onto the farthest one of another group, or of its own; what was dragged onto what."""
    page.locator("[data-arrange][data-ready]").wait_for()
    page.evaluate("document.querySelector('.arrange-map').scrollIntoView({ block: 'center' })")
    page.wait_for_function(_STANDS, polling=200)
    pair = page.evaluate(_PAIR, same)
    one, other = pair["one"], pair["other"]
    page.mouse.move(one["x"], one["y"])
    page.mouse.down()
    page.mouse.move(other["x"] + 12, other["y"] + 12, steps=8)
    page.mouse.move(other["x"], other["y"], steps=4)
    page.mouse.up()
    return pair
