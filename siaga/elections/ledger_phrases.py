"""How the ledger speaks about elections, stages and polling stations."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "elections",
    kinds={
        "elections.election": _("Pemilihan"),
        "elections.stage": _("Tahapan"),
        "elections.station": _("TPS"),
    },
    acts={
        "election.repeat": _("Pemungutan suara ulang dibuat"),
        "election.upgrade_ruleset": _("Aturan pemilihan diperbarui"),
        "stage.complete": _("Tahapan ditandai selesai"),
        "stage.reopen": _("Tahapan dibuka kembali"),
        "stage.set_dates": _("Tanggal tahapan ditetapkan"),
        "station.recode": _("Kode TPS mengikuti wilayahnya"),
    },
    things={
        "election": _("Pemilihan"),
        "stage": _("Tahapan"),
        "station": _("TPS"),
    },
    fields={
        "added": _("Tambahan desk"),
        "first_round": _("Putaran pertama"),
        "ruleset": _("Naskah aturan"),
        "village": _("Desa/kelurahan"),
    },
)
