"""How the ledger speaks about regions and their boundaries."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "wilayah",
    kinds={
        "wilayah.alias": _("Kode atau nama lama wilayah"),
        "wilayah.boundary": _("Batas wilayah"),
        "wilayah.region": _("Wilayah"),
        "wilayah.succession": _("Pemekaran atau penggabungan"),
    },
    acts={
        "region.merge": _("Wilayah digabung"),
        "region.place": _("Titik wilayah ditetapkan"),
        "region.recode": _("Kode wilayah diubah"),
        "region.remove_boundary": _("Batas wilayah dihapus"),
        "region.rename": _("Nama wilayah diubah"),
        "region.set_boundary": _("Batas wilayah ditetapkan"),
        "region.split": _("Wilayah dimekarkan"),
    },
    things={
        "boundary": _("Batas wilayah"),
        "region": _("Wilayah"),
        "wilayah": _("Wilayah"),
    },
    fields={
        "geometry": _("Sidik bentuk"),
        "successor": _("Penerus"),
    },
)
