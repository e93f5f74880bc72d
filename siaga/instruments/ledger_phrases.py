"""How the ledger speaks about instruments."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "instruments",
    kinds={
        "instruments.instrument": _("Instrumen"),
        "instruments.version": _("Versi instrumen"),
    },
    acts={
        "instrument.add_version": _("Formulir instrumen ditambahkan"),
        "instrument.retire": _("Instrumen tidak dipakai lagi"),
        "instrument.revive": _("Instrumen dipakai kembali"),
        "instrument.ship": _("Instrumen bawaan dipasang"),
    },
    things={
        "instrument": _("Instrumen"),
    },
    fields={
        "checks": _("Pemeriksaan jawaban"),
        "questions": _("Pertanyaan"),
        "version": _("Versi formulir"),
        "xform": _("Sidik formulir"),
    },
)
