"""What can go wrong with a plan, said to the person who asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class PlanNotReady(Problem):
    """Something is asked of a plan whose computation has not ended well."""

    code = "plan_not_ready"

    def __init__(self) -> None:
        super().__init__(_("Rencana ini belum selesai dihitung."), _("Tunggu sampai selesai, atau pilih versi lain."))


class PlanStateChanged(Problem):
    """Somebody else was faster."""

    code = "plan_state"
    status = 409

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("Keadaan rencana ini baru saja berubah."), _("Muat ulang halaman ini."))


class PlanBroken(Problem):
    """A plan that was edited by hand breaks rules, and nobody has said why it should hold all the same."""

    code = "plan_broken"

    def __init__(self, count: int) -> None:
        super().__init__(
            _("Rencana ini melanggar aturan pada %(count)d tempat.") % {"count": count},
            _("Perbaiki susunannya, atau tulis alasan mengapa tetap diberlakukan."),
            field="reason",
        )


class UnknownStop(Problem):
    """A route or a stop that the plan does not have."""

    code = "plan_stop"

    def __init__(self) -> None:
        super().__init__(
            _("Rute atau tujuan itu tidak ada dalam rencana ini."), _("Muat ulang halaman ini, lalu pilih lagi.")
        )


class RoadsNeedNewerPython(Problem):
    """The road engine cannot be used here."""

    code = "roads_python"


class NothingToPlan(Problem):
    """Without this no plan can be computed."""

    code = "plan_inputs"
