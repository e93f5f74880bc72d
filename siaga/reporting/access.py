"""Which reports a person may see, the one door to each, and in which role somebody acts at a place.

Missing and forbidden answer alike (``Refused``).
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from siaga.access import Actor, Grant, Place, Refused, Role, Scope, Verb, allows, may, require, scope_of
from siaga.instruments.models import UnitKind
from siaga.reporting.models import Conflict, Submission
from siaga.wilayah.access import below, within

_NEAREST = (Role.FIELD, Role.DESA, Role.AGENCY, Role.KECAMATAN, Role.SECRETARIAT, Role.ADMIN)
"""Of several roles that allow an act, the one nearest to the ground is the one in which it is done."""


def units_in(scope: Scope, prefix: str = "") -> Q:
    """The scope as a condition on a table about units (``AboutUnit``); ``prefix`` is the path to it."""
    reached = within(scope, prefix, own="village_code", unit="unit_code")
    for agency, region in sorted(scope.agencies):
        own = Q(**{f"{prefix}unit_kind": UnitKind.AGENCY, f"{prefix}unit_code": agency})
        reached |= own & below(region, prefix, own="village_code")
    return reached


def units_below(code: str, prefix: str = "") -> Q:
    """Units at or below a region code, or the one unit of a TPS code."""
    return Q(**{f"{prefix}unit_code": code}) if "/" in code else below(code, prefix, own="village_code")


def visible_submissions(actor: Actor, verb: Verb = Verb.SUBMISSION_VIEW) -> QuerySet[Submission]:
    """Reports on units that the actor reaches with the verb."""
    return Submission.objects.filter(units_in(scope_of(actor, verb)))


def access_submission(actor: Actor, key: int | str, verb: Verb = Verb.SUBMISSION_VIEW) -> Submission:
    """One report by its number (int) or its instance id (text), with its unit, instrument and version."""
    found = (
        Submission.objects.select_related(
            "election__region",
            "instrument__region",
            "station__village__parent__parent",
            "region__parent__parent",
            "agency__region__parent",
            "supersedes",
            "version",
        )
        .defer("version__source", "version__xform", "version__questions", "version__checks")
        .filter(**({"pk": key} if isinstance(key, int) else {"instance_id": key}))
        .first()
    )
    if found is None:
        raise Refused
    require(actor, verb, found.unit_place)
    return found


def visible_conflicts(actor: Actor, verb: Verb = Verb.SUBMISSION_VIEW) -> QuerySet[Conflict]:
    """Conflicts of reports that the actor reaches with the verb."""
    return Conflict.objects.filter(units_in(scope_of(actor, verb), "submission__")).select_related(
        "submission__instrument", "submission__election"
    )


def access_conflict(actor: Actor, key: int, verb: Verb = Verb.SUBMISSION_VIEW) -> Conflict:
    """One conflict with its report. Raises Refused."""
    found = Conflict.objects.select_related("submission__instrument", "submission__election__region").filter(pk=key)
    conflict = found.first()
    if conflict is None:
        raise Refused
    require(actor, verb, conflict.submission.unit_place)
    return conflict


def acting_grant(actor: Actor, verb: Verb, place: Place) -> Grant | None:
    """The grant under which the actor does this here: the one nearest to the ground, or None."""
    fitting = [grant for grant in actor.grants if allows(grant, verb, place)]
    return min(fitting, key=lambda grant: _NEAREST.index(grant.role) if grant.role in _NEAREST else 99, default=None)


def sees_sensitive(actor: Actor, place: Place) -> bool:
    """Whether closed answers about a unit at this place are shown to the actor."""
    return may(actor, Verb.SUBMISSION_SENSITIVE, place)


def sees_reporter(actor: Actor, place: Place) -> bool:
    """Whether the names of those who reported from this place are shown to the actor."""
    return may(actor, Verb.REPORTER_VIEW, place)
