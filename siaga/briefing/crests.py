"""Coats of arms of letterheads: pictures among the uploads, by the digest of their content.

    SIAGA_HOME/uploads/lambang/ab/…     byte for byte as it came, mode 0600

A picture is checked by what it is, not by what it is called; it is durable before a letterhead names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from siaga.access import Problem
from siaga.reporting.attachments.checking import JPEG, PNG, look_into
from siaga.reporting.attachments.storage import receive

MOST_BYTES = 2 * 1024 * 1024
MOST_SIDE = 4000


class CrestRefused(Problem):
    """The picture cannot stand in the head of a letter."""

    code = "crest-refused"

    def __init__(self, message: str) -> None:
        super().__init__(
            message, _("Unggah PNG atau JPEG, paling besar 2 MB dan 4.000 piksel tiap sisi."), field="crest"
        )


def path_of(digest: str) -> Path:
    return Path(settings.HOME) / "uploads" / "lambang" / digest[:2] / digest


def keep_crest(chunks: Iterable[bytes], name: str) -> str:
    """Check a picture and keep it; returns its digest. Raises CrestRefused, and what the checks of files raise."""
    with receive(chunks, name) as draft:
        if draft.size > MOST_BYTES:
            raise CrestRefused(_("Gambar lambang terlalu besar."))
        content = look_into(draft.path, name, UTC)
        if content.content_type not in {PNG, JPEG}:
            raise CrestRefused(_("Lambang harus berupa gambar PNG atau JPEG."))
        if max(content.width or 0, content.height or 0) > MOST_SIDE:
            raise CrestRefused(_("Gambar lambang terlalu lebar atau terlalu tinggi."))
        target = path_of(draft.digest)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not target.exists():
            draft.path.replace(target)
            handle = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return draft.digest


def crest_content(digest: str) -> bytes:
    """The picture; empty for none, and where the file is gone."""
    try:
        return path_of(digest).read_bytes() if digest else b""
    except FileNotFoundError:
        return b""
