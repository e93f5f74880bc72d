"""How the ledger speaks about classes of polling stations."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "kerawanan",
    kinds={
        "kerawanan.mapping": _("Pemetaan kerawanan"),
        "kerawanan.override": _("Kelas TPS menurut petugas"),
        "kerawanan.past": _("Riwayat kerawanan TPS"),
        "kerawanan.published": _("Jumlah kelas yang diumumkan"),
        "kerawanan.row": _("Kelas TPS"),
        "kerawanan.scheme": _("Ambang kelas kerawanan"),
    },
    acts={
        "risk.end_override": _("Kelas TPS menurut petugas diakhiri"),
        "risk.map": _("Pemetaan kerawanan dihitung"),
        "risk.override": _("Kelas TPS ditetapkan petugas"),
        "risk.put_in_force": _("Pemetaan kerawanan diberlakukan"),
        "risk.retire": _("Pemetaan kerawanan tidak berlaku lagi"),
        "risk.set_scheme": _("Ambang kelas kerawanan ditetapkan"),
    },
    fields={
        "belum_dinilai": _("Belum dinilai"),
        "criteria": _("Ambang, aturan, dan bobot"),
        "indicators": _("Indikator"),
        "kerawanan.row.least": _("Kelas yang sudah pasti"),
        "kerawanan.row.most": _("Kelas tertinggi yang mungkin"),
        "kerawanan.row.reasons": _("Alasan"),
        "kerawanan.row.unknown": _("Belum diketahui"),
        "kerawanan.row.yes": _("Indikator yang ditemukan"),
        "khusus": _("Khusus"),
        "kurang_rawan": _("Kurang rawan"),
        "rawan": _("Rawan"),
        "rows_digest": _("Sidik baris"),
        "sangat_rawan": _("Sangat rawan"),
        "scheme": _("Ambang kelas"),
    },
)
