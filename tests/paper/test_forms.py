"""Both forms of a paper say what its content says, and are sound files."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

import docx
import pytest
from lxml import etree
from pypdf import PdfReader

from siaga.briefing.letters.attendance_sheet import attendance_sheet
from siaga.briefing.letters.invitation import invitation
from siaga.briefing.letters.minutes_paper import DRAFT, minutes_paper
from siaga.paper import content
from siaga.paper.content import Column, Grid, Head, Paper, Picture, Text
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import FONTS, as_pdf, made_pdf
from tests import people
from tests.factories import NOW, papers
from tests.paper.ooxml import W, faults

pytestmark = pytest.mark.django_db
ADDRESS = "https://siaga.contoh.go.id/rakor/12/"
LONG = "Badan Penanggulangan Bencana Daerah dan Pemadam Kebakaran Kabupaten Contoh Panjang Sekali " * 2


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def docx_text(data: bytes) -> str:
    """All words of the body, tables included, in their order."""
    document = docx.Document(io.BytesIO(data))
    return "\n".join("".join(run.text or "" for run in p.iter(WORDS)) for p in document.element.body.iter(PARAGRAPH))


WORDS, PARAGRAPH = f"{W}t", f"{W}p"


def squeezed(text: str) -> str:
    """Letters and digits alone: how lines break is no matter here."""
    return re.sub(r"\W", "", text).lower()


def said(paper: Paper) -> list[str]:
    """Every piece of text that the content of a paper holds, in order."""

    def walk(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, Picture):
            return []  # its words are for those who cannot see it
        if isinstance(value, tuple):
            return [text for one in value for text in walk(one)]
        if is_dataclass(value) and not isinstance(value, type):
            names = [one.name for one in fields(value) if one.name not in {"align", "crest", "level"}]
            return [text for name in names for text in walk(getattr(value, name))]
        return []

    return [text for text in walk(paper.blocks) if text]


def all_papers() -> list[Paper]:
    made = papers.world(guests=4)
    drawn = [
        invitation(made.meeting, address=ADDRESS, now=NOW),
        invitation(made.meeting, address=ADDRESS, now=NOW, each=True, electronic=True, signer=made.secretary),
        attendance_sheet(made.meeting, actor=people.secretariat, now=NOW),
    ]
    papers.minutes(made)
    drawn.append(minutes_paper(made.meeting, actor=people.secretariat, now=NOW))
    signed = papers.sign(made)
    drawn.append(minutes_paper(signed, actor=people.secretariat, now=NOW))
    drawn.append(attendance_sheet(signed, actor=people.secretariat, now=NOW))
    drawn.append(Paper("Gambar", "gambar", (Picture(papers.crest(), "Lambang contoh", 60), Text("Selesai"))))
    return drawn


def test_docx_and_pdf_of_every_paper_say_all_that_its_content_says() -> None:
    for paper in all_papers():
        in_pdf, in_docx = squeezed(pdf_text(as_pdf(paper, NOW))), squeezed(docx_text(as_docx(paper, NOW)))
        for text in said(paper):
            for line in text.split("\n"):
                assert squeezed(line) in in_docx, (paper.name, line)
                for word in line.split():
                    assert squeezed(word) in in_pdf, (paper.name, line)


def test_the_docx_of_every_paper_is_sound() -> None:
    for paper in all_papers():
        assert faults(as_docx(paper, NOW)) == [], paper.name


def test_the_check_of_docx_files_finds_what_is_wrong() -> None:
    """A faulty order, a word that the schema does not know, a missing part, and a row that does not fill its table."""
    sound = as_docx(Paper("Contoh", "contoh", (Text("Isi"), Grid((Column("A", 100),), (("b",),)))), NOW)

    def changed(change: Callable[[etree._Element], None]) -> list[str]:
        document = docx.Document(io.BytesIO(sound))
        change(document.element.body)
        out = io.BytesIO()
        document.save(out)
        return faults(out.getvalue())

    def table(body: etree._Element) -> etree._Element:
        return next(body.iter(f"{W}tbl"))

    assert changed(lambda body: None) == []
    (order,) = changed(lambda body: table(body)[0].insert(0, table(body)[0][-1]))
    assert "tbl[1]/w:tblPr[1]" in order and "unexpected child element" in order
    (value,) = changed(lambda body: next(body.iter(f"{W}jc")).set(f"{W}val", "tengah"))
    assert "'tengah'" in value and "Enumeration constraint" in value
    (empty,) = changed(lambda body: next(body.iter(f"{W}tr")).remove(next(body.iter(f"{W}tc"))))
    assert "a row of 0 in a grid of 1" in empty
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as whole, zipfile.ZipFile(out, "w") as torn:
        for name in set(whole.namelist()) - {"word/styles.xml"}:
            torn.writestr(name, whole.read(name))
    (lost,) = faults(out.getvalue())
    assert "cannot be opened" in lost


def test_a_docx_brings_no_part_that_nobody_wrote() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(Paper("Contoh", "contoh", (Text("Isi"),)), NOW))) as made:
        assert not [name for name in made.namelist() if "thumbnail" in name or "customXml" in name or "Effects" in name]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_the_docx_of_every_paper_is_converted_by_libreoffice(tmp_path: Path) -> None:
    drawn = {paper.name: paper for paper in all_papers()}
    for paper in drawn.values():
        (tmp_path / f"{paper.name}.docx").write_bytes(as_docx(paper, NOW))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *(str(one) for one in sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    for paper in drawn.values():
        text = squeezed(pdf_text((tmp_path / f"{paper.name}.pdf").read_bytes()))
        assert all(squeezed(word) in text for piece in said(paper) for word in piece.split()), paper.name


def test_each_page_of_a_draft_says_so_and_none_of_the_signed() -> None:
    made = papers.world()
    papers.minutes(made, items=20)
    draft = minutes_paper(made.meeting, actor=people.secretariat, now=NOW)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(draft, NOW))).pages]
    assert len(pages) > 2 and all(DRAFT in page for page in pages)
    header = docx.Document(io.BytesIO(as_docx(draft, NOW))).sections[0].header
    assert header.paragraphs[0].text == DRAFT
    signed = minutes_paper(papers.sign(made), actor=people.secretariat, now=NOW)
    assert "DRAF" not in pdf_text(as_pdf(signed, NOW))


def test_pages_are_numbered_and_say_whose_they_are_and_who_printed_them() -> None:
    made = papers.world()
    papers.minutes(made, items=12)
    paper = minutes_paper(made.meeting, actor=people.secretariat, now=NOW)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(paper, NOW))).pages]
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert "Kota Pagar Alam · Pemilihan pilkada-2024 · keadaan 30-10-2024 09.00 WIB" in page
        assert "Dicetak oleh Contoh Sekretariat, 30-10-2024 09.00 WIB" in page


def test_letters_come_from_the_fonts_that_ship_and_are_embedded() -> None:
    reader = PdfReader(io.BytesIO(as_pdf(Paper("Contoh", "contoh", (Text("Isi", bold=True), Text("biasa"))), NOW)))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert {str(font["/BaseFont"]).rpartition("+")[2].replace("-", "").lower()[:10] for font in fonts} == {"siagapaper"}
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all("/FontFile2" in one or "/FontFile3" in one for one in inner)


def test_a_pdf_fetches_nothing_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.png"
    secret.write_bytes(papers.crest())
    plain = made_pdf("<p>Isi</p>")
    tried = made_pdf(f'<p>Isi</p><img src="{secret.as_uri()}"><img src="http://127.0.0.1:1/a.png">')
    around = f"{FONTS.as_uri()}/{'../' * 30}{str(secret).lstrip('/')}"
    climbed = made_pdf(f'<p>Isi</p><img src="{around}">')
    for one in (tried, climbed):
        assert abs(len(one) - len(plain)) < 200
        assert not PdfReader(io.BytesIO(one)).pages[0].images


def test_long_names_and_strange_signs_are_drawn() -> None:
    paper = Paper(
        "Contoh",
        "contoh",
        (Head(LONG, LONG), Grid((Column("A", 20), Column("B", 80)), ((LONG.replace(" ", ""), "a\x0bb<&>"),))),
    )
    assert faults(as_docx(paper, NOW)) == []
    assert squeezed(LONG) in squeezed(pdf_text(as_pdf(paper, NOW)))


def test_signs_that_xml_cannot_hold_are_left_out_wherever_they_stand() -> None:
    signs = "\x01\x0b\x1f\ufffe\ud800"
    bad = f"a{signs}b"
    blocks = (
        Head(bad, bad, bad, bad), content.Top(bad, ((bad, bad),)), content.Address((bad,)), content.Title(bad, (bad,)),
        content.Heading(bad), Text(bad, lead=bad), content.Fields(((bad, bad),)), content.Items((bad,)),
        Grid((Column(bad, 100),), ((bad,),)), content.Signatures((content.Signer(bad, bad, bad, bad, bad),)),
    )  # fmt: skip
    made = as_docx(Paper(bad, "contoh", blocks, mark=bad, foot=bad, author=bad), NOW)
    assert faults(made) == []
    assert not set(signs) & set(docx_text(made)) and "ab" in docx_text(made)


def test_every_kind_of_block_is_drawn_in_both_forms() -> None:
    kinds = {one.kind for one in vars(content).values() if isinstance(one, type) and issubclass(one, content.Block)}
    seen = {block.kind for paper in all_papers() for block in paper.blocks}
    assert kinds - {""} == seen
