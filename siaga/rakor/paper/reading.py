"""The text of a file, told by what it is and not by its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from siaga.rakor.paper.errors import UnreadablePaper, broken, not_installed, too_large, without_text

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_MEMBERS = 2000
MOST_PAGES = 200
MOST_CHARACTERS = 400_000


def text_of(content: bytes) -> str:
    """The text of TXT (UTF-8, UTF-16, Windows-1252), DOCX or PDF. Raises ``UnreadablePaper``."""
    if len(content) > MOST_BYTES:
        raise too_large("10 MB")
    if content.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
        text = _pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        text = _docx(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadablePaper(
            _("Berkas Word lama (.doc) tidak dapat dibaca."), _("Simpan sebagai .docx atau PDF."), field="file"
        )
    else:
        text = _plain(content)
    if not text.strip():
        raise without_text()
    return text[:MOST_CHARACTERS]


def _plain(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _lines(content.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise broken("TXT") from error
    if b"\x00" in content:
        raise UnreadablePaper(
            _("Berkas ini bukan teks, DOCX, atau PDF."), _("Pilih berkas lain, atau tempelkan teksnya."), field="file"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise too_large("80 MB")
            if "word/document.xml" not in archive.namelist():
                raise UnreadablePaper(
                    _("Berkas ini bukan dokumen Word."), _("Simpan sebagai .docx, PDF, atau TXT."), field="file"
                )
            _really_so_large(archive, members)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise broken("DOCX") from error
    try:
        import docx
    except ImportError as error:
        raise not_installed("DOCX") from error
    try:
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_blocks(document))
    except Exception as error:
        raise broken("DOCX") from error


def _really_so_large(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """A directory may lie about sizes: what the text is made of is unpacked, up to the limit."""
    left = MOST_UNPACKED
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(member) as part:
            while piece := part.read(1 << 16):
                left -= len(piece)
                if left < 0:
                    raise too_large("80 MB")


def _blocks(holder: Any) -> Iterator[str]:
    """Paragraphs in order; a row of a table is one line, its cells apart by bars."""
    for block in holder.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells: list[str] = []
                for cell in row.cells:
                    text = " ".join(cell.text.split())
                    if not cells or cells[-1] != text:  # a merged cell is told once for each column
                        cells.append(text)
                yield _row(cells)
        else:
            yield block.text


def _row(cells: list[str]) -> str:
    """A row of a table; label, colon and value of a form become one field."""
    told = [cell for cell in cells if cell]
    if len(told) == 3 and told[1] == ":":
        return f"{told[0]} : {told[2]}"
    if len(told) == 2 and told[1].startswith(":"):
        return f"{told[0]} {told[1]}"
    return " | ".join(cells).strip(" |") if len(told) > 1 else "".join(told)


def _pdf(content: bytes) -> str:
    try:
        import pypdf
    except ImportError as error:
        raise not_installed("PDF") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePaper(
                _("PDF ini berkata sandi."), _("Simpan ulang tanpa kata sandi, atau tempelkan teksnya."), field="file"
            )
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise too_large(_("%(pages)s halaman") % {"pages": MOST_PAGES})
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if length > MOST_CHARACTERS:
                break
    except UnreadablePaper:
        raise
    except Exception as error:
        raise broken("PDF") from error
    return "\n".join(pages)
