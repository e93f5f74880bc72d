"""The record of a handover says what was scanned, what was not, and who signs."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from siaga.logistics.actions import custody
from siaga.logistics.codes import spaced
from siaga.logistics.models import Handover
from siaga.logistics.paper.bast import bast_paper
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from tests import people
from tests.factories import NOW
from tests.logistics.custody.world import PPK, World
from tests.paper.ooxml import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split()).lower()


def paper(handover: Handover) -> Any:
    found = Handover.objects.select_related("warehouse__region__parent", "warehouse__election__region")
    return bast_paper(found.get(pk=handover.pk), actor=people.officer, now=NOW)


def finished(world: World) -> Handover:
    handover = world.open(vehicle="Truk contoh", giver_name="Contoh Penyerah", giver_office="Kasubbag (contoh)")
    world.give(handover, world.box, seal="S1")
    world.give(handover, world.near)
    custody.close_giving(actor=people.officer, handover=handover, now=world.later())
    world.take(handover, world.box, seal="LAIN", condition="sudut penyok")
    world.take(handover, world.sister, reason="Terlewat saat memuat (contoh)")
    return custody.close_taking(
        actor=PPK, handover=handover, receiver_name="Contoh Penerima", receiver_office="Ketua PPK (contoh)",
        note="Hujan (contoh)", now=world.later(),
    )  # fmt: skip


def test_the_record_tells_received_missing_gaps_and_seals(world: World) -> None:
    made = paper(finished(world))
    text = read(as_pdf(made, NOW))
    for said in (
        "berita acara serah terima kotak suara", "nomor serah terima: 1", "komisi pemilihan umum", "kota pagar alam",
        "contoh penyerah", "kasubbag (contoh)", "gudang kpu", "contoh penerima", "ketua ppk (contoh)",
        "ppk pagar alam utara", "truk contoh", "a. kotak yang diterima (2)", spaced(world.box.code).lower(),
        "s1 / lain", "sudut penyok", "b. kotak yang tidak diterima (1)", spaced(world.near.code).lower(),
        "terlewat saat memuat (contoh)", "nomor segel berbeda", "hujan (contoh)", "pihak pertama", "pihak kedua",
        "rabu, 30 oktober 2024 pukul 09.20 wib", "halaman 1 dari 2", "halaman 2 dari 2", "dicetak oleh contoh kpu",
    ):  # fmt: skip
        assert said in text, said
    assert "draf" not in text
    assert made.name == "bast-16.72-1"


def test_before_the_receiver_has_closed_it_is_a_draft(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    made = paper(handover)
    text = read(as_pdf(made, NOW))
    assert "draf" in text and "kotak yang diserahkan dan belum diterima (1)" in text
    assert made.name.endswith("-draf")


def test_a_box_that_came_later_is_marked(world: World) -> None:
    handover = finished(world)
    world.take(handover, world.near, now=world.later(), scanned_at=world.now)
    text = read(as_pdf(paper(handover), NOW))
    assert "baik; menyusul" in text and "tidak diterima" not in text


def test_the_same_record_as_docx(world: World) -> None:
    written = as_docx(paper(finished(world)), NOW)
    assert faults(written) == []
    document = Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert spaced(world.box.code) in cells and spaced(world.near.code) in cells
    words = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "kotak yang tidak diterima (1)" in words.lower()
