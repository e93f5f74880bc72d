"""What can go wrong while a paper is made."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class NoDocumentMakers(Problem):
    """The extra that makes DOCX and PDF files is not installed."""

    code = "no-documents"

    def __init__(self) -> None:
        super().__init__(
            _("Pembuat dokumen DOCX dan PDF belum terpasang."),
            _("Minta pengelola memasang `pip install 'siaga[documents]'`, lalu buka lagi halaman ini."),
        )
