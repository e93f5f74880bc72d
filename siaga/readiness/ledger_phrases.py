"""How the ledger speaks about indicators, claims and the picture."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "readiness",
    kinds={
        "readiness.claim": _("Klaim instansi"),
        "readiness.indicator": _("Indikator"),
        "readiness.opening": _("Pembukaan gambaran"),
        "readiness.snapshot": _("Potret gambaran"),
    },
    acts={
        "claim.make": _("Klaim instansi dicatat"),
        "claim.note_at_meeting": _("Klaim instansi dicatat dari rapat"),
        "claim.withdraw": _("Klaim instansi dicabut"),
        "claim.withdraw_at_meeting": _("Klaim dari rapat dicabut"),
        "indicator.add": _("Indikator ditambahkan"),
        "indicator.install_standard": _("Indikator baku dipasang"),
        "indicator.measure_custody": _("Kotak suara ikut diukur dari scan"),
        "indicator.remove": _("Indikator dihapus bersama pemilihannya"),
        "indicator.retire": _("Indikator tidak dipakai lagi"),
        "indicator.set_terms": _("Bobot atau masa usang indikator diubah"),
        "indicator.set_weights": _("Bobot beberapa indikator diubah"),
        "picture.open": _("Pembukaan gambaran bagi instansi diubah"),
        "snapshot.freeze": _("Gambaran dibekukan menjadi potret"),
    },
    fields={
        "data": _("Isi potret"),
        "indicator_key": _("Indikator"),
        "slot": _("Tempat hitung"),
        "withdrawn_reason": _("Alasan ditarik"),
    },
)
