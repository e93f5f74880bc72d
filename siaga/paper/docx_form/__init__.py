"""A paper as DOCX (Office Open XML), built with python-docx; element order follows ECMA-376."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

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
    document = docx.Document()
    _without_leftovers(document)
    writer = Writer(document, paper)
    writer.set_up(now)
    for block, after in zip(paper.blocks, (*paper.blocks[1:], None), strict=True):
        writer.draw(block, after)
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


def _without_leftovers(document: Any) -> None:
    """Drops what the library's template brings of its own: a picture of a page, empty data, a second set of styles."""
    for part in (document.part.package, document.part):
        for key, one in list(part.rels.items()):
            if one.reltype.rpartition("/")[2] in {"thumbnail", "customXml", "stylesWithEffects"}:
                del part.rels[key]
