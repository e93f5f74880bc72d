"""What can be wrong with a paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class UnreadablePaper(Problem):
    """The file is none that can be read, is too large, or holds no text."""

    code = "unreadable-paper"


def too_large(most: str) -> UnreadablePaper:
    return UnreadablePaper(
        _("Berkas ini terlalu besar (batasnya %(most)s).") % {"most": most},
        _("Pisahkan berkasnya, atau tempelkan saja teks bagian yang diperlukan."),
        field="file",
    )


def without_text() -> UnreadablePaper:
    return UnreadablePaper(
        _("Berkas ini tidak memuat teks."),
        _("PDF hasil pindai hanya berisi gambar: ketik atau tempelkan teksnya, atau minta berkas aslinya."),
        field="file",
    )


def broken(what: str) -> UnreadablePaper:
    return UnreadablePaper(
        _("Berkas %(what)s ini rusak atau tidak dapat dibaca.") % {"what": what},
        _("Buka dan simpan ulang berkasnya, atau tempelkan teksnya."),
        field="file",
    )


def not_installed(what: str) -> UnreadablePaper:
    return UnreadablePaper(
        _("Pembaca berkas %(what)s belum terpasang di peladen ini.") % {"what": what},
        _("Pasang dengan `pip install 'siaga[documents]'`, atau tempelkan teksnya."),
        field="file",
    )
