"""Who can report about what: which roles reach which units with ``submission.send``. Pure."""

from __future__ import annotations

from siaga.access import Role
from siaga.instruments.models import UnitKind
from siaga.wilayah.models import Level

_OFFICE = (Role.SECRETARIAT,)
_ABOUT_TPS = (Role.FIELD, Role.DESA, Role.KECAMATAN, *_OFFICE)
_ABOUT_REGION = {
    Level.VILLAGE: (Role.DESA, Role.FIELD, Role.KECAMATAN, *_OFFICE),
    Level.DISTRICT: (Role.KECAMATAN, *_OFFICE),
    Level.REGENCY: _OFFICE,
}
_ABOUT_AGENCY = (Role.AGENCY, *_OFFICE)

STANDS_IN = {Role.FIELD: (Role.DESA,)}
"""Who owes in the place of a role where nobody holds it: a TPS without a field officer is the village's."""


def reporting_roles(about: UnitKind, level: int | None = None) -> tuple[Role, ...]:
    """The roles that may be made to report about such units, the nearest to the ground first."""
    if about == UnitKind.TPS:
        return _ABOUT_TPS
    if about == UnitKind.AGENCY:
        return _ABOUT_AGENCY
    return _ABOUT_REGION.get(Level(level), _OFFICE) if level else _OFFICE


def can_report(role: Role, about: UnitKind, level: int | None = None) -> bool:
    return role in reporting_roles(about, level)
