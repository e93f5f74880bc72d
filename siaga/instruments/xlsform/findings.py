"""One thing to know about a form: where it stands, what it is, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Finding:
    """sheet, row, column: where in the file, as the person sees it (row 0: nowhere in particular).

    detail: what the converter itself said, where we could only pass it on.
    """

    message: str
    remedy: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    detail: str = ""

    @property
    def where(self) -> str:
        parts = []
        if self.sheet:
            parts.append(_("lembar %(sheet)s") % {"sheet": self.sheet})
        if self.row:
            parts.append(_("baris %(row)d") % {"row": self.row})
        if self.column:
            parts.append(_("kolom %(column)s") % {"column": self.column})
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]

    @property
    def said(self) -> str:
        """The whole sentence, place first."""
        return f"{self.where}: {self.message}" if self.where else self.message

    def as_json(self) -> dict[str, str | int]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "message": self.message,
            "remedy": self.remedy,
            "detail": self.detail,
        }
