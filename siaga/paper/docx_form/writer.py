"""The blocks of a paper, each drawn into the document."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from siaga.paper.codes import code_picture
from siaga.paper.content import (
    LABEL_MM,
    MARGINS_MM,
    PAGE_MM,
    WIDTH_MM,
    Address,
    Block,
    Code,
    Copies,
    Fields,
    Grid,
    Head,
    Heading,
    Items,
    NewPage,
    Notice,
    Numbering,
    Paper,
    Picture,
    Signatures,
    Signer,
    Text,
    Title,
    Top,
)
from siaga.paper.docx_form.pieces import Pieces, written

FONT = "Arial"
COLON_MM, INSET_MM = 4, 10


class Writer(Pieces):
    def __init__(self, document: Any, paper: Paper) -> None:
        super().__init__(document)
        self.paper = paper
        self._drawing: dict[str, Callable[[Any], None]] = {
            Head.kind: self._head,
            Top.kind: self._top,
            Address.kind: self._address,
            Title.kind: self._title,
            Heading.kind: self._heading,
            Text.kind: self._text,
            Fields.kind: self._fields,
            Items.kind: self._items,
            Grid.kind: self._grid,
            Signatures.kind: self._signatures,
            Copies.kind: self._copies,
            Code.kind: self._code,
            Picture.kind: self._picture,
            Notice.kind: self._notice,
        }

    def draw(self, block: Block, after: Block | None) -> None:
        if isinstance(block, NewPage):
            self._breaks = True
            return
        self._drawing[block.kind](block)
        if after is None and block.kind in {Grid.kind, Signatures.kind, Code.kind, Top.kind, Fields.kind, Notice.kind}:
            self._gap(1)  # a body may not end with a table
        elif after is not None and after.follows:
            self._hold_next()

    def set_up(self, now: datetime) -> None:
        from docx.oxml.ns import qn

        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, self.pt(self.paper.size_pt)
        fonts = normal.element.rPr.rFonts
        for attribute in ("w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), FONT)
        normal.paragraph_format.space_after = self.pt(0)
        normal.paragraph_format.line_spacing = 1.0
        for lang in self.document.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "id-ID")
        section = self.document.sections[0]
        section.page_width, section.page_height = self.mm(PAGE_MM[0]), self.mm(PAGE_MM[1])
        section.top_margin, section.bottom_margin = self.mm(MARGINS_MM["top"]), self.mm(MARGINS_MM["bottom"])
        section.left_margin, section.right_margin = self.mm(MARGINS_MM["left"]), self.mm(MARGINS_MM["right"])
        section.header_distance = section.footer_distance = self.mm(9)
        if self.paper.mark:
            self._run(self._aligned_in(section.header.paragraphs[0], "center"), self.paper.mark, bold=True)
        if self.paper.numbering is not Numbering.NONE or self.paper.foot:
            section.different_first_page_header_footer = self.paper.numbering is Numbering.AFTER_FIRST
            self._footer(section.footer)
        core = self.document.core_properties
        core.title = written(self.paper.title)
        core.author = core.last_modified_by = written(self.paper.author)
        core.comments = core.keywords = core.subject = ""
        core.created = core.modified = now.replace(tzinfo=None)
        core.language, core.revision = "id-ID", 1

    def _footer(self, footer: Any) -> None:
        table = self._table(footer, [WIDTH_MM - 40, 40])
        left, right = table.rows[0].cells
        self._lines(left.paragraphs[0], self.paper.foot, size=8)
        line = self._aligned_in(right.paragraphs[0], "right")
        if self.paper.numbering is not Numbering.NONE:
            self._run(line, "Halaman ", size=8)
            self._field(line, "PAGE")
            self._run(line, " dari ", size=8)
            self._field(line, "NUMPAGES")
        first = footer.paragraphs[0]
        first._p.getparent().remove(first._p)
        footer._element.append(first._p)  # the paragraph that a part must end with
        first.paragraph_format.line_spacing = self.pt(1)

    def _head(self, block: Head) -> None:
        widths = [24, WIDTH_MM - 24 - 8, 8] if block.crest else [WIDTH_MM]
        table = self._table(self.document, widths)
        cells = table.rows[0].cells
        text = cells[1] if block.crest else cells[0]
        if block.crest:
            crest = self._aligned_in(cells[0].paragraphs[0], "center")
            crest.add_run().add_picture(io.BytesIO(block.crest), height=self.mm(24))
        sizes = ((block.government.upper(), 14.0, False), (block.agency.upper(), 16.0, True))
        small = ((block.address, 9.5, False), (block.contact, 9.5, False))
        first = True
        for words, size, bold in (*sizes, *small):
            if words:
                line = self._aligned_in(text.paragraphs[0] if first else text.add_paragraph(), "center")
                self._run(line, words, bold=bold, size=size)
                first = False
        for cell in cells:
            self._middle(cell)
            self._borders(cell, {"bottom": ("double", 12)})
        self._break_before(table)
        self._gap(8)

    def _top(self, block: Top) -> None:
        table = self._table(self.document, [26, COLON_MM, 72, WIDTH_MM - 102], rows=len(block.rows))
        for place, (label, value) in enumerate(block.rows):
            cells = table.rows[place].cells
            self._run(cells[0].paragraphs[0], label)
            self._run(cells[1].paragraphs[0], ":")
            self._lines(cells[2].paragraphs[0], value)
            if place == 0:
                self._run(self._aligned_in(cells[3].paragraphs[0], "right"), block.place_date)
        self._break_before(table)
        self._gap(10)

    def _address(self, block: Address) -> None:
        for place, words in enumerate(block.lines):
            line = self._paragraph()
            if place:
                line.paragraph_format.left_indent = self.mm(9.5)
            self._run(line, words)
        self._gap(10)

    def _title(self, block: Title) -> None:
        self._run(self._aligned_in(self._paragraph(), "center"), block.text.upper(), bold=True, size=13)
        for words in block.below:
            self._run(self._aligned_in(self._paragraph(), "center"), words)
        self._gap(10)

    def _heading(self, block: Heading) -> None:
        line = self._paragraph()
        line.paragraph_format.space_before = self.pt(10 if block.level == 1 else 6)
        line.paragraph_format.space_after = self.pt(4)
        line.paragraph_format.keep_with_next = True
        self._run(line, block.text.upper() if block.level == 1 else block.text, bold=True)

    def _text(self, block: Text) -> None:
        line = self._aligned_in(self._paragraph(), block.align)
        line.paragraph_format.space_after = self.pt(6)
        if block.inset:
            line.paragraph_format.left_indent = self.mm(INSET_MM)
        if block.first_line:
            line.paragraph_format.first_line_indent = self.mm(12.5)
        size = self.paper.size_pt - 2 if block.small else None
        if block.lead:
            self._run(line, f"{block.lead} ", bold=True, size=size)
        self._lines(line, block.text, bold=block.bold, italic=block.italic, size=size)

    def _fields(self, block: Fields) -> None:
        inset = INSET_MM if block.inset else 0
        widths = [LABEL_MM, COLON_MM, WIDTH_MM - LABEL_MM - COLON_MM - inset]
        table = self._table(self.document, widths, rows=len(block.rows), inset=inset)
        for row, (label, value) in zip(table.rows, block.rows, strict=True):
            self._run(row.cells[0].paragraphs[0], label)
            self._run(row.cells[1].paragraphs[0], ":")
            self._lines(row.cells[2].paragraphs[0], value)
        self._break_before(table)
        self._gap(6)

    def _items(self, block: Items) -> None:
        self._listed(block.items, numbered=block.numbered, left=INSET_MM if block.inset else 0)
        self._gap(4)

    def _listed(self, items: Sequence[str], *, numbered: bool, left: float = 0) -> list[Any]:
        """A paragraph for each item."""
        lines = []
        for number, words in enumerate(items, start=1):
            line = self._paragraph()
            line.paragraph_format.left_indent = self.mm(left + 7)
            line.paragraph_format.first_line_indent = self.mm(-7)
            line.paragraph_format.tab_stops.add_tab_stop(self.mm(left + 7))
            line.paragraph_format.space_after = self.pt(2)
            self._lines(line, f"{number}.\t{words}" if numbered else f"–\t{words}")
            lines.append(line)
        return lines

    def _grid(self, block: Grid) -> None:
        total = sum(column.width for column in block.columns)
        widths = [WIDTH_MM * column.width / total for column in block.columns]
        table = self._table(self.document, widths, rows=len(block.rows) + 1, lines=True)
        size = self.paper.size_pt - 1.5 if block.small else None
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            self._run(self._aligned_in(cell.paragraphs[0], "center"), column.label, bold=True, size=size)
            self._shade(cell, "E8ECEC")
            self._middle(cell)
        self._repeat(table.rows[0])
        for place, (row, values) in enumerate(zip(list(table.rows)[1:], block.rows, strict=True)):
            if block.row_mm:
                row.height = self.mm(block.row_mm)
            self._whole(row)
            for cell, value, column, width in zip(row.cells, values, block.columns, widths, strict=True):
                line = self._aligned_in(cell.paragraphs[0], column.align)
                self._lines(line, value, size=size)
                if column.alternating and place % 2:
                    line.paragraph_format.left_indent = self.mm(width / 2)
                if block.row_mm:
                    self._middle(cell)
        self._break_before(table)
        self._gap(6)

    def _signatures(self, block: Signatures) -> None:
        """Three rows: who signs, the gap, the names; so that two names stand side by side."""
        half = WIDTH_MM / 2
        table = self._table(self.document, [half, half], rows=3)
        first = 0 if len(block.signers) == 2 else 1
        for column, signer in enumerate(block.signers, start=first):
            self._signer([row.cells[column] for row in table.rows], signer, electronic=block.electronic)
        for row in table.rows:
            self._whole(row)
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
        self._break_before(table)
        self._gap(8)

    def _signer(self, cells: Sequence[Any], signer: Signer, *, electronic: bool) -> None:
        head, middle, foot = cells
        line = self._aligned_in(head.paragraphs[0], "center")
        if signer.above:
            self._run(line, signer.above)
            line = self._aligned_in(head.add_paragraph(), "center")
        self._run(line, f"{signer.title},")
        gap = self._aligned_in(middle.paragraphs[0], "center")
        self._bookmark(gap)
        gap.paragraph_format.space_before = self.pt(26 if electronic else 52)
        gap.paragraph_format.space_after = self.pt(26 if electronic else 2)
        if electronic:
            self._run(gap, "[ ruang tanda tangan elektronik ]", italic=True, size=9)
        name = self._aligned_in(foot.paragraphs[0], "center")
        self._run(name, signer.name or "(…………………………………)", bold=bool(signer.name), underline=bool(signer.name))
        for words in (signer.rank, f"NIP {signer.nip}" if signer.nip else ""):
            if words:
                self._run(self._aligned_in(foot.add_paragraph(), "center"), words)

    def _copies(self, block: Copies) -> None:
        head = self._paragraph()
        self._run(head, "Tembusan:")
        head.paragraph_format.space_after = self.pt(2)
        head.paragraph_format.keep_with_next = True
        *others, _last = self._listed(block.to, numbered=True)
        for line in others:
            line.paragraph_format.keep_with_next = True
        self._gap(4)

    def _code(self, block: Code) -> None:
        table = self._table(self.document, [26, WIDTH_MM - 26])
        left, right = table.rows[0].cells
        left.paragraphs[0].add_run().add_picture(io.BytesIO(code_picture(block.address)), width=self.mm(21))
        self._lines(right.paragraphs[0], f"{block.words}\n{block.address}", size=8.5)
        self._middle(right)
        self._whole(table.rows[0])
        self._break_before(table)
        self._gap(6)

    def _picture(self, block: Picture) -> None:
        line = self._aligned_in(self._paragraph(), "center")
        shape = line.add_run().add_picture(io.BytesIO(block.content))
        share = min(self.mm(WIDTH_MM) / shape.width, self.mm(block.most_mm) / shape.height)
        shape.width, shape.height = int(shape.width * share), int(shape.height * share)
        shape._inline.docPr.set("descr", written(block.words))
        self._gap(6)

    def _notice(self, block: Notice) -> None:
        table = self._table(self.document, [WIDTH_MM], lines=True)
        cell = table.rows[0].cells[0]
        self._shade(cell, "F3F5F4")
        self._lines(cell.paragraphs[0], block.text, size=self.paper.size_pt - 1)
        self._break_before(table)
        self._gap(6)
