from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html
from openpyxl import load_workbook

from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.wilayah.models import Region
from tests import factories, people

pytestmark = pytest.mark.django_db

REGIONS = Table(
    key="wilayah",
    title="Wilayah contoh",
    columns=[
        Column(key="name", label="Nama", sort="name"),
        Column(key="code", label="Kode", format="code", sort="code"),
        Column(key="parent", label="Induk", format="region"),
        Column(key="level", label="Tingkat", format="number", sort="level", total=Max("level")),
    ],
    filters=[
        Filter(
            key="tingkat",
            label="Tingkat",
            choices=[(3, "Kecamatan"), (4, "Desa")],
            field="level",
        ),
    ],
    search=lambda rows, words: rows.filter(name__icontains=words),
    order="code",
    per_page=25,
    row_url=lambda region: f"/wilayah/{region.code}/",
    empty=Empty(title="Belum ada wilayah", text="Impor dulu.", button="Impor", url="/data/impor/"),
)


def request(query: str = "", **headers: str) -> HttpRequest:
    made = RequestFactory().get(f"/daftar/?{query}", headers=headers)
    made.user = AnonymousUser()
    made.actor = people.admin  # type: ignore[attr-defined]
    return made


def names(query: str = "") -> list[str]:
    rows = Region.objects.select_related("parent__parent")
    return [region.name for region in REGIONS.show(request(query), rows).page_rows]


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture(autouse=True)
def tree() -> dict[str, Region]:
    return factories.tree()


def test_what_stands_below_on_phones_is_in_the_first_cell_and_hides_as_a_column() -> None:
    columns = [replace(one, below=one.key == "parent") for one in REGIONS.columns]
    rows = Region.objects.filter(code="16.72.01").select_related("parent__parent")
    shown = replace(REGIONS, columns=columns).show(request(), rows)
    (row,) = shown.drawn_rows
    assert [cell.column.key for cell in row.below] == ["parent"]
    page = html.fromstring(render_to_string("kit/table.html", {"table": shown, "request": request()}))
    first, *others = page.xpath("//tbody//td")
    below = "".join(first.xpath(".//span[contains(@class, 'phone-only')]")[0].itertext())
    assert below.startswith("Induk: Kota Pagar Alam")
    assert ["no-phone" in cell.get("class", "") for cell in others] == [False, True, False]


@pytest.mark.parametrize(("key", "look"), [("parent", "visually-hidden"), ("code", "cell-label")])
def test_the_label_of_what_stands_below_is_seen_where_the_value_does_not_speak_for_itself(key: str, look: str) -> None:
    columns = [replace(one, below=one.key == key) for one in REGIONS.columns]
    shown = replace(REGIONS, columns=columns).show(request(), Region.objects.select_related("parent__parent"))
    page = html.fromstring(render_to_string("kit/table.html", {"table": shown, "request": request()}))
    (label,) = {one.get("class") for one in page.xpath("//tbody//span[contains(@class, 'phone-only')]/span[1]")}
    assert label == look


def test_the_total_of_a_column_stands_below_on_phones_as_its_values_do() -> None:
    columns = [replace(one, below=one.key in {"parent", "level"}) for one in REGIONS.columns]
    shown = replace(REGIONS, columns=columns).show(request(), Region.objects.select_related("parent__parent"))
    page = html.fromstring(render_to_string("kit/table.html", {"table": shown, "request": request()}))
    first, *others = page.xpath("//tfoot//td")
    below = ["".join(one.itertext()) for one in first.xpath(".//span[contains(@class, 'cell-below')]")]
    assert first.text == "Jumlah"
    assert below == ["Tingkat: 4"], "what has no total has no line"
    assert ["no-phone" in cell.get("class", "") for cell in others] == [False, True, True]


def test_figures_have_a_decimal_comma_and_ranges_do_not_break() -> None:
    columns = [
        Column(key="plain", label="Biasa"),
        Column(key="exact", label="Lintang", format="measure"),
        Column(key="hours", label="Jam", format="range"),
    ]
    rows = [{"plain": 2.5, "exact": -4.0312, "hours": "06.00–18.00"}]
    (row,) = Table(key="x", title="X", columns=columns).show(request(), rows).drawn_rows
    assert [cell.html for cell in row.cells[:2]] == ["2,5", "-4,0312"]
    assert row.cells[2].html == '<span class="text-nowrap">06.00–18.00</span>'


def test_rows_stand_in_the_declared_order_until_the_address_says_otherwise() -> None:
    assert names()[0] == "Sumatera Selatan"
    assert names("urut=-code")[0] == "Jangkar Mas"
    assert names("urut=password")[0] == "Sumatera Selatan"


def test_filters_take_known_values_only() -> None:
    assert len(names("tingkat=3")) == 3
    assert len(names("tingkat=99")) == 11


def test_a_filter_by_a_path_narrows_querysets_and_lists_alike() -> None:
    by_parent = Filter(key="di", label="Di", choices=[("16.72", "Pagar Alam")], field="parent.code")
    rows = Region.objects.select_related("parent").order_by("code")
    assert [one.name for one in by_parent.narrowed(rows, "16.72")] == ["Pagar Alam Utara", "Dempo Utara"]
    assert list(by_parent.narrowed(rows, "16.72")) == by_parent.narrowed(list(rows), "16.72")


def test_search_and_filter_narrow_together() -> None:
    assert names("cari=dempo&tingkat=3") == ["Dempo Utara"]
    assert names("cari=dempo&tingkat=4") == []


def test_the_search_box_keeps_what_was_typed() -> None:
    html = REGIONS.show(request("cari=dempo&urut=-name"), Region.objects.select_related("parent")).render()
    assert 'name="cari" value="dempo"' in html
    assert '<input type="hidden" name="urut" value="-name">' in html


@pytest.mark.parametrize("page", ["0", "-3", "99999999999", "abc", "2"])
def test_a_page_that_is_not_there_gives_the_nearest(page: str) -> None:
    assert len(names(f"hal={page}")) == 11


def test_totals_run_over_all_filtered_rows() -> None:
    shown = REGIONS.show(request("tingkat=3"), Region.objects.all())
    assert shown.totals is not None
    assert [cell.html for cell in shown.totals.cells] == ["Jumlah", "", "", "3"]


def test_a_list_sorts_filters_and_pages_like_a_queryset() -> None:
    columns = [
        Column(key="a", label="A", sort=True, total=True),
        Column(key="b", label="B", sort=lambda row: -row["a"], total=lambda rows: len(rows)),
        Column(key="c", label="C", total=True),
    ]
    table = Table(key="x", title="X", columns=columns, order="-a")
    rows = [{"a": 1, "b": "", "c": None}, {"a": None, "b": "", "c": None}, {"a": 3, "b": "", "c": None}]
    shown = table.show(request(), rows)
    assert [row["a"] for row in shown.page_rows] == [None, 3, 1]
    assert shown.totals is not None
    first, second, third = shown.totals.cells
    assert [first.html, second.html] == ["4", "3"]
    assert "belum diketahui" in third.html
    assert [row["a"] for row in table.show(request("urut=b"), rows[::2]).page_rows] == [3, 1]


def test_an_empty_list_says_how_to_begin_and_a_narrowed_one_how_to_widen() -> None:
    Region.objects.all()
    html = REGIONS.show(request(), Region.objects.none()).render()
    assert "Belum ada wilayah" in html
    assert 'href="/data/impor/"' in html
    assert "Hapus semua saringan" in REGIONS.show(request("cari=zzz"), Region.objects.all()).render()


def test_htmx_gets_the_results_alone_and_the_cache_is_told() -> None:
    answer = REGIONS.respond(
        request("", **{"HX-Request": "true", "HX-Target": "tabel-wilayah"}), Region.objects.select_related("parent")
    )
    page = content(answer).decode()
    assert page.lstrip().startswith("<div")
    assert "<html" not in page
    assert "HX-Request" in answer.headers["Vary"]


def test_csv_opens_in_an_indonesian_spreadsheet_and_carries_no_formula() -> None:
    Region.objects.filter(code="16.03.01").update(name='=HYPERLINK("x")')
    answer = REGIONS.respond(request("ekspor=csv&tingkat=3"), Region.objects.select_related("parent"))
    text = content(answer).decode("utf-8-sig")
    assert content_lines(text)[0] == "Nama;Kode;Induk;Tingkat"
    assert '"\'=HYPERLINK(""x"")";16.03.01;Kabupaten Muara Enim, Provinsi Sumatera Selatan;3' in text
    assert len(content_lines(text)) == 4


def content_lines(text: str) -> list[str]:
    return text.strip().split("\r\n")


def test_both_exports_hold_the_same_columns_and_rows() -> None:
    rows = Region.objects.select_related("parent")
    lines = content(REGIONS.respond(request("ekspor=csv"), rows)).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(content(REGIONS.respond(request("ekspor=xlsx"), rows))))["Data"]
    written = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert len(written) == 12
    assert list(csv.reader(io.StringIO(lines), delimiter=";")) == written


def test_xlsx_keeps_codes_as_text_and_numbers_as_numbers() -> None:
    Region.objects.filter(code="16").update(name="=1+1")
    answer = REGIONS.respond(request("ekspor=xlsx"), Region.objects.select_related("parent"))
    sheet = load_workbook(io.BytesIO(content(answer)))["Data"]
    first = next(iter(sheet.iter_rows(min_row=2, max_row=2)))
    assert [cell.value for cell in first] == ["=1+1", "16", None, 1]
    assert first[0].data_type == "s"
    assert sheet.max_row == 12


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries: Any) -> None:
    rows = Region.objects.select_related("parent__parent").annotate(villages=Count("children"))
    with django_assert_num_queries(3):
        REGIONS.show(request(), rows).render()
    with django_assert_num_queries(3):
        REGIONS.show(request("tingkat=3"), rows).render()
