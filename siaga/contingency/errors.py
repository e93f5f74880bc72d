"""What can go wrong in this room, in words for its users."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Problem


class BadResource(Problem):
    """Facts of a resource that contradict each other, or a code that is taken."""

    code = "resource"


class NothingToAssign(Problem):
    """Without this no contingency plan can be computed."""

    code = "contingency_inputs"


class BadWeight(Problem):
    """The worth of a class is no number above 0."""

    code = "weight"

    def __init__(self, field: str) -> None:
        super().__init__(_("Nilai kelas harus di atas 0."), _("Tulis angka dari 0,1 sampai 100."), field=field)


class BadWhatIf(Problem):
    """A what-if that says nothing, or that names what is not there."""

    code = "whatif"
