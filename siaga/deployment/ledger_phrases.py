"""How the ledger speaks about personnel, units and security plans."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "deployment",
    kinds={
        "deployment.absence": _("Halangan personel"),
        "deployment.officer": _("Personel"),
        "deployment.pattern": _("Pola pengamanan"),
        "deployment.unit": _("Satuan pengamanan"),
    },
    acts={
        "guard_absence.note": _("Halangan personel dicatat"),
        "guard_absence.withdraw": _("Catatan halangan personel ditarik"),
        "guard_officer.change": _("Data personel diubah"),
        "guard_pattern.set": _("Pola pengamanan ditetapkan"),
        "guard_plan.ask": _("Rencana pengamanan diminta"),
        "guard_plan.edit": _("Rencana pengamanan disusun ulang dengan tangan"),
        "guard_plan.replan": _("Rencana pengamanan dihitung ulang karena perubahan"),
        "guard_unit.change": _("Data satuan pengamanan diubah"),
        "guard_unit.recode": _("Kecamatan satuan mengikuti wilayahnya"),
        "indicator.measure_guards": _("Pengamanan TPS dijadikan bagian gambaran"),
    },
)
