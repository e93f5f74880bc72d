from siaga.deployment.models.pattern import GuardClass, GuardPattern
from siaga.deployment.models.personnel import Absence, AbsenceKind, Force, Officer, Unit, UnitKind, guard_place

__all__ = [
    "Absence",
    "AbsenceKind",
    "Force",
    "GuardClass",
    "GuardPattern",
    "Officer",
    "Unit",
    "UnitKind",
    "guard_place",
]
