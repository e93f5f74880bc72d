"""How the ledger speaks about the desk's letters and reports."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "briefing",
    kinds={
        "briefing.edition": _("Edisi Laporan Desk"),
        "briefing.letterhead": _("Kop surat"),
        "briefing.report": _("Laporan Desk"),
    },
    acts={
        "deskreport.approve": _("Laporan Desk disetujui dan diberi nomor"),
        "deskreport.draw_up": _("Laporan Desk disusun dari fakta"),
        "deskreport.expect": _("Laporan Desk yang akan jatuh tempo dicatat"),
        "deskreport.nil": _("Laporan Desk ditandai nihil atau tidak"),
        "deskreport.reopen": _("Laporan Desk dibuka kembali"),
        "deskreport.send": _("Laporan Desk dikirim"),
        "deskreport.write": _("Naskah Laporan Desk ditulis"),
        "letter.number": _("Undangan diberi nomor dan tanggal"),
        "letterhead.number": _("Nomor surat diambil"),
        "letterhead.set": _("Kop surat ditetapkan"),
    },
    things={
        "deskreport": _("Laporan Desk"),
        "letterhead": _("Kop surat"),
    },
    fields={
        "report": _("Laporan Desk"),
        "texts": _("Naskah"),
    },
)
