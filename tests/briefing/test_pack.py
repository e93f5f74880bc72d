"""The briefing pack: what it says, as of when, on how many pages, and to whom."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from siaga.access import Refused
from siaga.briefing.pack.paper import briefing_docx
from siaga.briefing.pack.pdf import MOST_PAGES, briefing_pdf, pack_pdf
from siaga.briefing.pack.picture import map_picture
from siaga.briefing.pack.reading import read_pack
from siaga.briefing.pack.screens import screens_of
from siaga.rakor.actions.agenda import draw_up_agenda
from siaga.rakor.models import Meeting
from siaga.reporting.units import station_unit
from tests import people
from tests.factories import NOW, agency, rakor, region
from tests.paper.ooxml import faults
from tests.readiness.city import City, city
from tests.readiness.world import square

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def world() -> City:
    made = city()
    for station in made.stations[:6]:
        made.full(station, days=10)
    square(made.tree["16.72.01"], 103.1, -4.1, 0.1)
    square(made.tree["16.72.03"], 103.2, -4.1, 0.1)
    return made


@pytest.fixture
def meeting(world: City) -> Meeting:
    """Drawn up now, a week after one at which the KPU promised what is overdue."""
    desk = rakor.forum(world.election)
    before = rakor.meeting(desk, NOW - WEEK, state="held", held_at=NOW - WEEK, facts_at=NOW - WEEK)
    rakor.point(
        world.election, world.kpu, "Kirim kotak suara", date(2024, 10, 25), forum=desk, meeting=before,
        created_at=NOW - WEEK,
    )  # fmt: skip
    made = rakor.meeting(desk, NOW, state="invited")
    draw_up_agenda(actor=people.secretariat, meeting=made, now=NOW)
    rakor.item(made, "Tambahan dua truk (contoh)", 90, kind="usulan", submitted_by=world.kpu)
    made.refresh_from_db()
    return made


def test_the_pack_says_where_we_stand_who_owes_and_what_is_decided(world: City, meeting: Meeting) -> None:
    pack = read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
    assert pack.countdown == "H-28"
    assert [(row.name, row.coverage) for row in pack.rows] == [
        ("Kecamatan Pagar Alam Utara", "92,3 %"), ("Kecamatan Dempo Utara", "0 %"),
    ]  # fmt: skip
    assert [(debt.agency, debt.count, debt.days, debt.titles) for debt in pack.debts] == [
        ("KPU Kota Pagar Alam", 1, 5, ("Kirim kotak suara",))
    ]
    titles = [choice.title for choice in pack.choices]
    assert "Tambahan dua truk (contoh)" in titles and any("Kirim kotak suara" in title for title in titles)
    assert not any("Penyampaian" in title for title in titles), "what is only heard needs no decision"
    assert pack.map is not None and len(pack.map.shapes) == 2
    tones = {shape.name: (shape.tone, shape.value) for shape in pack.map.shapes}
    assert tones["Dempo Utara"] == ("belum_lapor", "belum lapor")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made(world, meeting))).pages)
    text = " ".join(text.split())
    for words in (pack.headline.value, "Kecamatan Dempo Utara", "Kirim kotak suara", "Tambahan dua truk (contoh)"):
        assert words in text


def made(world: City, meeting: Meeting | None) -> bytes:
    return briefing_pdf(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)


def test_the_pack_keeps_to_the_facts_of_its_agenda(world: City, meeting: Meeting) -> None:
    before = read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
    later = NOW + timedelta(days=2)
    world.report(station_unit(world.stations[0]), {"logistik/kotak": "belum", "listrik": "tidak"}, days=-1)
    after = read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, later)
    assert after == before


def test_the_pack_of_a_large_region_keeps_to_four_pages(world: City, meeting: Meeting) -> None:
    long = "Badan Penanggulangan Bencana Daerah dan Pemadam Kebakaran Kota Contoh Sangat Panjang "
    for number in range(40):
        owner = agency(f"opd{number}", world.tree["16.72"], f"{long}{number}", kind="opd")
        for which in range(3):
            rakor.point(world.election, owner, f"Janji {which} {long}", date(2024, 10, 2), created_at=NOW - WEEK * 4)
        rakor.item(meeting, f"Pokok {number} {long}", 100 + number, kind="usulan", submitted_by=owner, detail=long * 5)
        region(f"16.72.{number + 20:02d}", f"Kecamatan Contoh Nama Panjang {number}")
    pack = read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
    assert (pack.more_rows, pack.more_debts, pack.more_choices > 0) == (12, 31, True)
    pdf = pack_pdf(pack, people.secretariat, world.tree["16.72"], NOW)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == MOST_PAGES


def test_a_region_without_a_meeting_has_a_pack_of_now(world: City) -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made(world, None))).pages)
    assert "Tidak ada rapat yang dipilih" in text


@pytest.mark.parametrize("who", ["officer", "camat", "outsider", "field", "stranger"])
def test_the_pack_is_closed_to_whom_the_picture_is_closed(world: City, meeting: Meeting, who: str) -> None:
    with pytest.raises(Refused):
        read_pack(people.EVERYONE[who], world.election, world.tree["16.72"], meeting, NOW)


def test_screens_hold_the_same_and_never_more_than_a_wall_can_show(world: City, meeting: Meeting) -> None:
    pack = read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
    screens = screens_of(pack)
    assert [one.kind for one in screens[:2]] == ["opening", "headline"]
    assert sum(one.kind == "choice" for one in screens) == len(pack.choices)
    assert all(len(one.things) <= 6 for one in screens if one.kind in {"places", "owed", "debts", "lines"})


def test_reading_a_pack_costs_no_more_for_more_rows(world: City, meeting: Meeting) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
        return len(queries)

    cost()
    few = cost()
    for number in range(5):
        owner = agency(f"opd{number}", world.tree["16.72"], kind="opd")
        rakor.point(world.election, owner, "Janji", date(2024, 10, 2), created_at=NOW - WEEK)
        rakor.item(meeting, f"Pokok {number}", 100 + number, kind="usulan", submitted_by=owner)
    assert cost() == few


def test_the_pack_as_docx_is_sound_and_says_the_same(world: City, meeting: Meeting) -> None:
    content = briefing_docx(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
    assert faults(content) == []
    document = docx.Document(io.BytesIO(content))
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for one in ("Kecamatan Dempo Utara", "Kirim kotak suara", "Tambahan dua truk (contoh)", "belum lapor"):
        assert one in words
    (picture,) = document.inline_shapes
    assert "Dempo Utara belum lapor" in picture._inline.docPr.get("descr")


def test_the_map_is_drawn_as_a_picture_with_a_pattern_for_each_tone(world: City, meeting: Meeting) -> None:
    pack = read_pack(people.secretariat, world.election, world.tree["16.72"], meeting, NOW)
    assert pack.map is not None
    with Image.open(io.BytesIO(map_picture(pack.map))) as picture:
        colours = {colour for _count, colour in picture.convert("RGB").getcolors(100_000) or []}
    assert {(159, 211, 196), (31, 111, 99), (238, 240, 240), (82, 101, 107)} <= colours
