"""How the ledger speaks about imports."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "intake",
    kinds={
        "intake.run": _("Impor"),
    },
    acts={
        "import.apply": _("Impor diterapkan"),
        "import.check": _("Berkas impor diperiksa"),
        "import.forget": _("Isi berkas impor dihapus"),
        "import.run": _("Impor dijalankan"),
        "import.undo": _("Impor dibatalkan"),
        "import.upload": _("Berkas impor diunggah"),
    },
    things={
        "import": _("Impor"),
    },
    fields={
        "context": _("Keterangan impor"),
        "mapping": _("Pasangan kolom"),
    },
)
