"""What signs a letter stays together on one page, however long the letter is: signatures, copies, and the code."""

from __future__ import annotations

import io

import docx
import pytest
from pypdf import PdfReader

from siaga.paper.content import Block, Code, Copies, Paper, Signatures, Signer, Text
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from tests.factories import NOW

CLOSING = "Demikian, atas perhatian Saudara diucapkan terima kasih."


def letter(lines: int, copies: int) -> Paper:
    blocks: tuple[Block, ...] = (
        *(Text(f"Alinea {line} (contoh).") for line in range(lines)),
        Text(CLOSING),
        Signatures((Signer("Ketua Contoh", "Contoh Penanda Tangan"),)),
        Copies(tuple(f"Tembusan ke-{one} (contoh)" for one in range(1, copies + 1))),
        Code("https://siaga.contoh.go.id/rakor/12/", "Pindai kode ini."),
    )
    return Paper("Contoh", "contoh", blocks)


@pytest.mark.parametrize("copies", [2, 14])
def test_signatures_copies_and_code_share_a_page_with_the_closing_words(copies: int) -> None:
    counts = set()
    for lines in range(14, 36, 3):
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(letter(lines, copies), NOW))).pages]
        counts.add(len(pages))
        (signed,) = [page for page in pages if "Contoh Penanda Tangan" in page]
        for words in (CLOSING, "Tembusan:", f"Tembusan ke-{copies} (contoh)", "Pindai kode ini."):
            assert words in signed, (lines, words)
    assert counts == {1, 2}


def test_in_docx_all_from_the_closing_words_to_the_code_is_kept_with_the_next() -> None:
    body = docx.Document(io.BytesIO(as_docx(letter(2, 3), NOW)))
    lines = [paragraph for part in body.iter_inner_content() for paragraph in _paragraphs(part)]
    texts = [line.text for line in lines]
    first, last = texts.index(CLOSING), texts.index("3.\tTembusan ke-3 (contoh)")
    kept = [bool(line.paragraph_format.keep_with_next) for line in lines]
    assert not any(kept[:first])
    assert all(kept[first : last + 2])
    assert "Tembusan:" in texts[first:last]


def _paragraphs(part: docx.table.Table | docx.text.paragraph.Paragraph) -> list[docx.text.paragraph.Paragraph]:
    if isinstance(part, docx.table.Table):
        return [paragraph for row in part.rows for cell in row.cells for paragraph in cell.paragraphs]
    return [part]
