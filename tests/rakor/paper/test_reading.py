"""Files of old minutes: read by what they are, within limits, and refused with the remedy."""

from __future__ import annotations

import io
import sys
import zipfile

import docx
import pypdf
import pytest

from siaga.rakor.paper import MOST_BYTES, UnreadablePaper, text_of


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("NOTULA RAPAT")
    form = document.add_table(rows=1, cols=3)
    for cell, text in zip(form.rows[0].cells, ("Tempat", ":", "Aula Contoh"), strict=True):
        cell.text = text
    document.add_paragraph("Tindak lanjut:")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows, (("No", "Kegiatan", "Pelaksana"), ("1", "Menyiapkan genset", "PLN")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(text: str = "", pages: int = 1) -> bytes:
    """A small PDF by hand: one line of text in Helvetica on each page, or none."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    kids = " ".join(f"{4 + at} 0 R" for at in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources " + font + b" >>"
    objects += [page] * pages
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_in_the_codings_of_offices(coding: str) -> None:
    assert text_of("Rapat “Desk” – Kafé\r\nSenin".encode(coding)) == "Rapat “Desk” – Kafé\nSenin"


def test_docx_keeps_the_order_and_tables_as_lines() -> None:
    assert text_of(_docx()).split("\n") == [
        "NOTULA RAPAT",
        "Tempat : Aula Contoh",
        "Tindak lanjut:",
        "No | Kegiatan | Pelaksana",
        "1 | Menyiapkan genset | PLN",
    ]


def test_pdf_with_text_is_read_and_a_scan_says_so() -> None:
    assert "Rapat Desk Contoh" in text_of(_pdf("Rapat Desk Contoh"))
    with pytest.raises(UnreadablePaper, match="tidak memuat teks") as refused:
        text_of(_pdf())
    assert "pindai" in refused.value.remedy


def test_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(UnreadablePaper, match="200 halaman"):
        text_of(_pdf("Rapat", pages=201))


def test_pdf_with_a_password_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf("Rapat")))
    writer.encrypt("rahasia", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadablePaper, match="sandi"):
        text_of(out.getvalue())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * (MOST_BYTES + 1), "terlalu besar"),
        (b"\xd0\xcf\x11\xe0 old word", "Word lama"),
        (b"\x89PNG\x00\x00", "bukan teks"),
        (b"PK\x03\x04 broken", "rusak"),
        (b"%PDF-1.4 broken", "rusak"),
        (b"  \n ", "tidak memuat teks"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(UnreadablePaper, match=told) as refused:
        text_of(content)
    assert refused.value.remedy


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>" + b" " * (81 * 1024 * 1024))
    assert len(out.getvalue()) < MOST_BYTES
    with pytest.raises(UnreadablePaper, match="terlalu besar"):
        text_of(out.getvalue())


def test_an_archive_that_is_no_document_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<w/>")
    with pytest.raises(UnreadablePaper, match="bukan dokumen Word"):
        text_of(out.getvalue())


@pytest.mark.parametrize(("module", "content"), [("docx", _docx()), ("pypdf", _pdf("Rapat"))])
def test_a_missing_reader_says_how_to_install_it(module: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadablePaper, match="belum terpasang") as refused:
        text_of(content)
    assert "siaga[documents]" in refused.value.remedy
