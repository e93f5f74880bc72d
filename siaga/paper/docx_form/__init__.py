"""A paper as DOCX (Office Open XML), built with python-docx; element order follows ECMA-376."""

from __future__ import annotations

import io
from datetime import datetime

from siaga.paper.content import Paper
from siaga.paper.docx_form.writer import Writer
from siaga.paper.errors import NoDocumentMakers

__all__ = ["as_docx"]


def as_docx(paper: Paper, now: datetime) -> bytes:
    """The file. Raises ``NoDocumentMakers``."""
    try:
        import docx  # an extra ("documents"): imported only where it is used
    except ImportError as error:
        raise NoDocumentMakers from error
    writer = Writer(docx.Document(), paper)
    writer.set_up(now)
    for place, block in enumerate(paper.blocks):
        writer.draw(block, last=place == len(paper.blocks) - 1)
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()
