"""What a DOCX is put together from: paragraphs, runs, fields, tables and their looks, with elements in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from siaga.paper.content import WIDTH_MM


def written(words: str) -> str:
    """The words without the signs that XML cannot hold."""
    return "".join(sign for sign in words if _holds(sign))


def _holds(sign: str) -> bool:
    return " " <= sign < "\ud800" or "\ue000" <= sign < "\ufffe" or sign > "\uffff" or sign in "\n\t"


class Pieces:
    """A document being written. A page break that was asked for waits for the next piece that can carry it."""

    def __init__(self, document: Any) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt

        self.document = document
        self.mm: Callable[[float], Any] = Mm
        self.pt: Callable[[float], Any] = Pt
        self.aligned = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }
        self._breaks = False
        self._marks = 0

    def _paragraph(self) -> Any:
        line = self.document.add_paragraph()
        if self._breaks:
            line.paragraph_format.page_break_before = True
            self._breaks = False
        return line

    def _gap(self, points: float) -> None:
        line = self.document.add_paragraph()
        line.paragraph_format.line_spacing = self.pt(max(points, 1))

    def _hold_next(self) -> None:
        """What was drawn last stays on the page of what comes: its last paragraph or row, and the gap below it."""
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        for drawn in self.document.element.body.iterchildren(qn("w:p"), qn("w:tbl"), reversed=True):
            last = drawn.tr_lst[-1] if drawn.tag == qn("w:tbl") else drawn
            for paragraph in last.iter(qn("w:p")):
                Paragraph(paragraph, self.document).paragraph_format.keep_with_next = True
            if any(last.itertext()):
                return

    def _break_before(self, table: Any) -> None:
        """A new page in front of a table: its first paragraph begins one."""
        if self._breaks:
            table.rows[0].cells[0].paragraphs[0].paragraph_format.page_break_before = True
            self._breaks = False

    def _aligned_in(self, paragraph: Any, align: str) -> Any:
        paragraph.alignment = self.aligned[align]
        return paragraph

    def _run(
        self,
        paragraph: Any,
        words: str,
        *,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
        size: float | None = None,
    ) -> Any:
        run = paragraph.add_run(written(words))
        if bold:
            run.bold = True
        if italic:
            run.italic = True
        if underline:
            run.underline = True
        if size:
            run.font.size = self.pt(size)
        return run

    def _lines(self, paragraph: Any, words: str, **look: Any) -> None:
        """Words with their line breaks."""
        self._run(paragraph, words, **look)

    def _table(
        self, parent: Any, widths: Sequence[float], *, rows: int = 1, lines: bool = False, inset: float = 0
    ) -> Any:
        from docx.enum.table import WD_TABLE_ALIGNMENT

        if parent is self.document:
            table = parent.add_table(rows=rows, cols=len(widths))
        else:
            table = parent.add_table(rows=rows, cols=len(widths), width=self.mm(WIDTH_MM))
        table.style = self.document.styles["Table Grid" if lines else "Normal Table"]
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        self._indent(table, inset)
        if not lines:
            self._flush(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = self.mm(width)
        return table

    def _put(self, properties: Any, element: Any, later: Sequence[str]) -> None:
        """Insert an element in front of those that the schema wants after it."""
        from docx.oxml.ns import qn

        names = {qn(name) for name in later}
        for place, child in enumerate(properties):
            if child.tag in names:
                properties.insert(place, element)
                return
        properties.append(element)

    def _made(self, name: str, **attributes: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        element = OxmlElement(name)
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        return element

    def _indent(self, table: Any, inset: float) -> None:
        twips = round(inset * 1440 / 25.4)
        later = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        self._put(table._tbl.tblPr, self._made("w:tblInd", w=str(twips), type="dxa"), later)

    def _flush(self, table: Any) -> None:
        """Words of a table without lines begin where those of a paragraph do."""
        margins = self._made("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(self._made(f"w:{side}", w="0", type="dxa"))
        self._put(table._tbl.tblPr, margins, ("w:tblLook",))

    def _borders(self, cell: Any, sides: dict[str, tuple[str, int]]) -> None:
        borders = self._made("w:tcBorders")
        for side, (kind, size) in sides.items():
            borders.append(self._made(f"w:{side}", val=kind, sz=str(size), space="0", color="000000"))
        later = ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
        self._put(cell._tc.get_or_add_tcPr(), borders, later)

    def _shade(self, cell: Any, colour: str) -> None:
        later = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
        self._put(cell._tc.get_or_add_tcPr(), self._made("w:shd", val="clear", color="auto", fill=colour), later)

    def _middle(self, cell: Any) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER

    def _repeat(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(self._made("w:tblHeader"))

    def _whole(self, row: Any) -> None:
        """A row is not torn by the end of a page."""
        row._tr.get_or_add_trPr().insert(0, self._made("w:cantSplit"))

    def _field(self, paragraph: Any, instruction: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("", "1"), ("end", "")):
            run = self._run(paragraph, "", size=8)
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)
            elif text == instruction:
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = f" {instruction} "
                run._r.append(code)
            else:
                run.text = text

    def _bookmark(self, paragraph: Any) -> None:
        """Names the place where a signing tool puts its mark."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._marks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), f"tanda_tangan_{self._marks}")
            paragraph._p.append(mark)
