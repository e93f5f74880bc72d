"""How the ledger speaks about duties and reports."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "reporting",
    kinds={
        "reporting.attachment": _("Berkas laporan"),
        "reporting.conflict": _("Laporan bentrok"),
        "reporting.duty": _("Kewajiban lapor"),
        "reporting.submission": _("Laporan"),
    },
    acts={
        "duty.end": _("Kewajiban lapor diakhiri"),
        "duty.install": _("Kewajiban lapor baku dipasang"),
        "duty.remove": _("Kewajiban lapor dihapus bersama pemilihannya"),
        "duty.set": _("Kewajiban lapor ditetapkan"),
        "report.accept": _("Laporan diterima"),
        "report.accept_many": _("Banyak laporan diterima sekaligus"),
        "report.check": _("Laporan diperiksa"),
        "report.check_many": _("Banyak laporan diperiksa sekaligus"),
        "report.conflict": _("Laporan bentrok disimpan"),
        "report.reopen": _("Laporan dibuka kembali"),
        "report.resolve": _("Laporan bentrok diselesaikan"),
        "report.return": _("Laporan dikembalikan"),
        "report.submit": _("Laporan masuk"),
        "report.supersede": _("Laporan digantikan koreksi"),
    },
    things={
        "attachment": _("Berkas laporan"),
    },
    fields={
        "content": _("Sidik isi"),
        "marks": _("Tanda pemeriksaan"),
        "observed_trusted": _("Waktu pengamatan yang dipakai"),
        "resolution": _("Penyelesaian"),
        "resolved_at": _("Diselesaikan"),
        "sender": _("Akun pelapor"),
        "supersedes": _("Laporan yang digantikan"),
        "taken": _("Tempat dan waktu pemotretan"),
        "values": _("Sidik jawaban"),
        "version": _("Versi formulir"),
    },
)
