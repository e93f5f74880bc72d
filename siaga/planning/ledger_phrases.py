"""How the ledger speaks about plans and what they are made of."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "planning",
    kinds={
        "planning.leg": _("Pelaksanaan rute"),
        "planning.manifests": _("Manifes semua rute"),
        "planning.matrix": _("Tabel waktu tempuh"),
        "planning.plan": _("Rencana"),
        "planning.site": _("Data lokasi distribusi"),
        "planning.vehicle": _("Kendaraan"),
    },
    acts={
        "leg.report": _("Pelaksanaan rute dicatat"),
        "leg.withdraw": _("Catatan pelaksanaan rute ditarik"),
        "manifests.ask": _("Manifes semua rute diminta"),
        "manifests.make": _("Manifes semua rute dibuat untuk dicetak"),
        "plan.ask": _("Rencana diminta dihitung"),
        "plan.edit": _("Rencana disusun ulang dengan tangan"),
        "plan.fail": _("Perhitungan rencana gagal"),
        "plan.finish": _("Rencana selesai dihitung"),
        "plan.put_in_force": _("Rencana diberlakukan"),
        "plan.rename": _("Nama atau catatan rencana diubah"),
        "plan.replan": _("Rencana diminta dihitung ulang karena kejadian"),
        "plan.requeue": _("Perhitungan rencana diantrekan lagi"),
        "plan.retire": _("Rencana tidak berlaku lagi"),
        "plan.start": _("Perhitungan rencana dimulai"),
        "site.add": _("Tempat distribusi ditambahkan"),
        "site.change": _("Data lokasi distribusi diubah"),
        "site.recode": _("Kode lokasi distribusi mengikuti wilayahnya"),
        "site.remove": _("Data lokasi distribusi dihapus"),
        "vehicle.change": _("Data kendaraan diubah"),
        "vehicle.remove": _("Kendaraan dihapus"),
    },
    fields={
        "inputs": _("Sidik masukan"),
        "result": _("Sidik hasil"),
    },
)
