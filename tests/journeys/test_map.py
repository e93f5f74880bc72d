"""The map island: drawn with no tile server, under the strict policy, with a list for those who do not see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.template import engines
from playwright.sync_api import Route, expect

from siaga.kit.policy import POLICY
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits, eventually

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Peta contoh</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{% asset "main" %}</head>
<body><main class="page"><h1>Peta contoh</h1>
<div class="map" data-map data-areas="/contoh/batas.geojson" data-points="/contoh/tps.geojson" role="region"
 aria-label="Peta Kota Contoh"></div></main>{% asset "map" %}</body></html>"""


def square(name: str, west: float, south: float, **properties: Any) -> dict[str, Any]:
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"name": name, "parent": "Kota Contoh", "url": f"/wilayah/{name}/", **properties},
    }


AREAS = [square("Utara", 103.2, -3.9), square("Selatan", 103.2, -4.0, estimated=True, tone="belum_lapor", value="–")]
POINTS = [
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [103.25, -3.95]},
        "properties": {"name": "TPS 001", "parent": "Utara"},
    }
]


def collection(features: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def open_map(visit: Visit, areas: list[dict[str, Any]], points: list[dict[str, Any]]) -> Any:
    html = engines["django"].from_string(PAGE).render()
    policy = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}

    def answer(body: str, headers: dict[str, str]) -> Callable[[Route], None]:
        return lambda route: route.fulfill(body=body, headers=headers)

    geojson = {"Content-Type": "application/geo+json"}
    visit.context.route("**/contoh/peta/", answer(html, policy))
    visit.context.route("**/contoh/batas.geojson", answer(collection(areas), geojson))
    visit.context.route("**/contoh/tps.geojson", answer(collection(points), geojson))
    return visit.go("/contoh/peta/")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_map_is_drawn_from_own_boundaries_alone(page_at: Callable[..., Visit], width: int) -> None:
    visit = page_at(width)
    page = open_map(visit, AREAS, POINTS)
    expect(page.locator(".map")).to_have_attribute("data-drawn", "true")
    visit.picture("map")
    pixels = page.locator(".map canvas").screenshot()
    assert len(set(pixels)) > 50
    check_fits(page)
    check_accessible(page)


def test_the_same_things_stand_in_a_list(page_at: Callable[..., Visit]) -> None:
    page = open_map(page_at(), AREAS, POINTS)
    page.get_by_text("Daftar yang ada di peta (3)").click()
    expect(page.locator(".map-list li")).to_have_text(
        ["Utara · Kota Contoh", "Selatan · Kota Contoh · – · perkiraan", "TPS 001 · Utara"]
    )
    expect(page.get_by_text("bentuk atau posisi perkiraan")).to_be_visible()


def test_a_map_with_nothing_on_it_says_how_to_fill_it(page_at: Callable[..., Visit]) -> None:
    page = open_map(page_at(), [], [])
    expect(page.get_by_text("Belum ada batas wilayah")).to_be_visible()


def test_the_map_moves_by_keyboard(page_at: Callable[..., Visit]) -> None:
    page = open_map(page_at(), AREAS, [])
    expect(page.locator(".map")).to_have_attribute("data-drawn", "true")
    canvas = page.locator(".map canvas")
    before = canvas.screenshot()
    canvas.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    eventually(page, lambda: canvas.screenshot() != before)


def station(name: str, west: float, south: float, tone: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [west, south]},
        "properties": {"name": name, "parent": "Utara", "tone": tone, "value": "umur 2 hari", "url": "/contoh/peta/"},
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_stations_have_a_sign_each_and_a_ring_together(page_at: Callable[..., Visit], width: int) -> None:
    tones = ["siap", "sebagian", "belum", "usang", "belum_lapor"]
    crowd = [station(f"TPS {n:03d}", 103.21 + n / 2000, -3.85 + n % 7 / 900, tones[n % 5]) for n in range(60)]
    apart = [station(f"TPS {n:03d}", 103.22 + n / 60, -3.97, tone) for n, tone in enumerate(tones)]
    areas = [
        square("Utara", 103.2, -3.9, tone="k3", value="siap 80 %\ncakupan 90 %"),
        square("Selatan", 103.2, -4.0, tone="belum_lapor", value="belum ada laporan"),
        square("Timur", 103.3, -3.9, tone="k1", value="siap 30 %", thin=True),
    ]
    visit = page_at(width)
    page = open_map(visit, areas, crowd + apart)
    expect(page.locator(".map")).to_have_attribute("data-drawn", "true")
    visit.picture("map-tones")
    check_accessible(page)


def test_the_name_of_an_area_stands_beside_the_number_of_a_cluster(page_at: Callable[..., Visit]) -> None:
    crowd = [station(f"TPS {n:03d}", 103.25, -3.85, "siap") for n in range(60)]  # in the very middle of the area
    middles, wholes = [], []
    for label in ("Dempo Utara", ""):
        visit = page_at()
        page = open_map(visit, [square("Kecamatan Dempo Utara", 103.2, -3.9, label=label)], crowd)
        expect(page.locator(".map")).to_have_attribute("data-drawn", "true")
        canvas = page.locator(".map canvas")
        box = canvas.bounding_box()
        assert box is not None
        ring = {
            "x": box["x"] + box["width"] / 2 - 15,
            "y": box["y"] + box["height"] / 2 - 15,
            "width": 30,
            "height": 30,
        }
        middles.append(page.screenshot(clip=ring))  # type: ignore[arg-type]
        wholes.append(canvas.screenshot())
    assert wholes[0] != wholes[1], "the name is drawn"
    assert middles[0] == middles[1], "and not over the number"
