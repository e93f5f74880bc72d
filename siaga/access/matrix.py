"""The one table that says which role may do what, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siaga.access.actor import Actor, Grant, Role
from siaga.access.errors import Refused


class Reach(StrEnum):
    """How far a verb reaches.

    BELOW: the grant's roots (its region; for ``field`` the assigned units) and all below them.
    AROUND: the same, and everything on the way up to the country: a camat may see the regency's election.
    AGENCY: only what belongs to the grant's agency, below the grant's region.
    """

    BELOW = "below"
    AROUND = "around"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing belongs.

    region: Kemendagri code; empty for what belongs to the whole installation.
    agency: key of the owning agency (``kpu@16.72``) where it has one.
    unit: the TPS code where the thing is a polling station, or about one; election: then the id of its election.
    """

    region: str = ""
    agency: str = ""
    unit: str = ""
    election: int | None = None

    @property
    def spot(self) -> str:
        """The narrowest code that says where the thing is."""
        return self.unit or self.region


class Verb(StrEnum):
    """What can be done. A page, a call and a command name the verb that guards them."""

    REGION_VIEW = "region.view"
    REGION_CHANGE = "region.change"
    ELECTION_VIEW = "election.view"
    ELECTION_CHANGE = "election.change"
    STATION_VIEW = "station.view"
    STATION_CHANGE = "station.change"
    DESK_VIEW = "desk.view"
    DESK_CHANGE = "desk.change"
    AGENCY_VIEW = "agency.view"
    AGENCY_CHANGE = "agency.change"
    OFFICE_VIEW = "office.view"
    OFFICE_CHANGE = "office.change"
    SUPPORT_VIEW = "support.view"
    SUPPORT_ASK = "support.ask"
    SUPPORT_ANSWER = "support.answer"
    ACCOUNT_VIEW = "account.view"
    ACCOUNT_CHANGE = "account.change"
    INSTRUMENT_VIEW = "instrument.view"
    INSTRUMENT_CHANGE = "instrument.change"
    DUTY_VIEW = "duty.view"
    DUTY_CHANGE = "duty.change"
    SUBMISSION_VIEW = "submission.view"
    SUBMISSION_SEND = "submission.send"
    SUBMISSION_CHECK = "submission.check"
    SUBMISSION_ACCEPT = "submission.accept"
    SUBMISSION_SENSITIVE = "submission.sensitive"
    """See answers that few may see (health counts, what was marked closed)."""
    REPORTER_VIEW = "reporter.view"
    """See who reported, by name."""
    PICTURE_VIEW = "picture.view"
    PICTURE_OPENED = "picture.opened"
    """See the picture where the leader opened it to all agencies."""
    PICTURE_OPEN = "picture.open"
    SNAPSHOT_MAKE = "snapshot.make"
    INDICATOR_CHANGE = "indicator.change"
    CLAIM_VIEW = "claim.view"
    CLAIM_MAKE = "claim.make"
    RAKOR_VIEW = "rakor.view"
    RAKOR_ATTEND = "rakor.attend"
    """See the meetings of forums in which one's agency sits, and submit items for their agenda."""
    RAKOR_PLAN = "rakor.plan"
    MINUTES_WRITE = "minutes.write"
    MINUTES_SIGN = "minutes.sign"
    POINT_VIEW = "point.view"
    POINT_CHANGE = "point.change"
    """Make, change, verify, drop and hand over action points."""
    POINT_REPORT = "point.report"
    """Report on an action point, on behalf of its owner."""
    OBSTACLE_VIEW = "obstacle.view"
    OBSTACLE_CHANGE = "obstacle.change"
    LOGISTICS_VIEW = "logistics.view"
    """See needs, stock and where each box is."""
    LOGISTICS_CHANGE = "logistics.change"
    """Keep the warehouse: catalogue, orders, receipts, sorting, counts, packing."""
    CUSTODY_SCAN = "custody.scan"
    """Hand boxes over, or sign for them, at a place."""
    PLAN_VIEW = "plan.view"
    PLAN_CHANGE = "plan.change"
    """Make, edit and put in force plans, and keep their inputs."""
    RISK_VIEW = "risk.view"
    """See classes of polling stations with their reasons."""
    RISK_CHANGE = "risk.change"
    """Map kerawanan: import answers, set thresholds, compute mappings, give a TPS another class."""
    GUARD_VIEW = "guard.view"
    """See who stands where and when, and where the reserves are."""
    GUARD_CHANGE = "guard.change"
    """Keep the personnel, and make, edit and put in force plans of who stands where."""
    DOCUMENT_VIEW = "document.view"
    DOCUMENT_CHANGE = "document.change"
    """Draw up and edit reports of the desk, set letterheads."""
    DOCUMENT_APPROVE = "document.approve"
    LEDGER_VIEW = "ledger.view"
    LEDGER_EXPORT = "ledger.export"
    SETTING_CHANGE = "setting.change"


_SEE = {
    Verb.REGION_VIEW: Reach.BELOW,
    Verb.STATION_VIEW: Reach.BELOW,
    Verb.ELECTION_VIEW: Reach.AROUND,
    Verb.DESK_VIEW: Reach.AROUND,
    Verb.AGENCY_VIEW: Reach.AROUND,
    Verb.OFFICE_VIEW: Reach.AROUND,
    Verb.INSTRUMENT_VIEW: Reach.AROUND,
    Verb.DUTY_VIEW: Reach.BELOW,
    Verb.SUBMISSION_VIEW: Reach.BELOW,
    Verb.LOGISTICS_VIEW: Reach.BELOW,
    Verb.PLAN_VIEW: Reach.AROUND,
    Verb.RISK_VIEW: Reach.BELOW,
}
_SURVEY = {
    Verb.PICTURE_VIEW: Reach.BELOW,
    Verb.CLAIM_VIEW: Reach.BELOW,
    Verb.REPORTER_VIEW: Reach.BELOW,
}
_FOLLOW = {
    Verb.RAKOR_VIEW: Reach.BELOW,
    Verb.POINT_VIEW: Reach.BELOW,
    Verb.OBSTACLE_VIEW: Reach.BELOW,
}
_MEET = {
    Verb.RAKOR_PLAN: Reach.BELOW,
    Verb.MINUTES_WRITE: Reach.BELOW,
    Verb.MINUTES_SIGN: Reach.BELOW,
    Verb.POINT_CHANGE: Reach.BELOW,
    Verb.OBSTACLE_CHANGE: Reach.BELOW,
}
_WORK = {
    Verb.REGION_CHANGE: Reach.BELOW,
    Verb.ELECTION_CHANGE: Reach.BELOW,
    Verb.STATION_CHANGE: Reach.BELOW,
    Verb.DESK_CHANGE: Reach.BELOW,
    Verb.AGENCY_CHANGE: Reach.BELOW,
    Verb.OFFICE_CHANGE: Reach.BELOW,
    Verb.SUPPORT_VIEW: Reach.BELOW,
    Verb.SUPPORT_ANSWER: Reach.BELOW,
    Verb.ACCOUNT_VIEW: Reach.BELOW,
    Verb.ACCOUNT_CHANGE: Reach.BELOW,
    Verb.LEDGER_VIEW: Reach.BELOW,
    Verb.INSTRUMENT_CHANGE: Reach.BELOW,
    Verb.DUTY_CHANGE: Reach.BELOW,
    Verb.SUBMISSION_SEND: Reach.BELOW,
    Verb.SUBMISSION_CHECK: Reach.BELOW,
    Verb.SUBMISSION_ACCEPT: Reach.BELOW,
    Verb.PICTURE_OPEN: Reach.BELOW,
    Verb.SNAPSHOT_MAKE: Reach.BELOW,
    Verb.INDICATOR_CHANGE: Reach.BELOW,
    Verb.CLAIM_MAKE: Reach.BELOW,
    Verb.LOGISTICS_CHANGE: Reach.BELOW,
    Verb.CUSTODY_SCAN: Reach.BELOW,
    Verb.PLAN_CHANGE: Reach.BELOW,
    Verb.RISK_CHANGE: Reach.BELOW,
}

_GUARD = {
    Verb.GUARD_VIEW: Reach.BELOW,
    Verb.GUARD_CHANGE: Reach.BELOW,
}
"""Of the operator alone, by which commands act: those who must know are the police and the leader."""

MATRIX: dict[Role, dict[Verb, Reach]] = {
    Role.ADMIN: {
        **_GUARD,
        **_SEE,
        **_SURVEY,
        **_FOLLOW,
        **_MEET,
        **_WORK,
        Verb.POINT_REPORT: Reach.BELOW,
        Verb.DOCUMENT_VIEW: Reach.BELOW,
        Verb.DOCUMENT_CHANGE: Reach.BELOW,
        Verb.DOCUMENT_APPROVE: Reach.BELOW,
        Verb.LEDGER_EXPORT: Reach.BELOW,
        Verb.SETTING_CHANGE: Reach.BELOW,
    },
    Role.SECRETARIAT: {
        **_SEE,
        **_SURVEY,
        **_FOLLOW,
        **_MEET,
        **_WORK,
        Verb.POINT_REPORT: Reach.BELOW,
        Verb.DOCUMENT_VIEW: Reach.BELOW,
        Verb.DOCUMENT_CHANGE: Reach.BELOW,
        Verb.SUBMISSION_SENSITIVE: Reach.BELOW,
    },
    Role.LEADER: {
        **_SEE,
        **_SURVEY,
        **_FOLLOW,
        Verb.MINUTES_SIGN: Reach.BELOW,
        Verb.POINT_CHANGE: Reach.BELOW,
        Verb.DOCUMENT_VIEW: Reach.BELOW,
        Verb.DOCUMENT_APPROVE: Reach.BELOW,
        Verb.SUPPORT_VIEW: Reach.BELOW,
        Verb.SUPPORT_ANSWER: Reach.BELOW,
        Verb.PICTURE_OPEN: Reach.BELOW,
        Verb.SNAPSHOT_MAKE: Reach.BELOW,
        Verb.GUARD_VIEW: Reach.BELOW,
    },
    Role.AGENCY: {
        **_SEE,
        Verb.DUTY_VIEW: Reach.AGENCY,
        Verb.SUBMISSION_VIEW: Reach.AGENCY,
        Verb.SUBMISSION_SEND: Reach.AGENCY,
        Verb.SUBMISSION_SENSITIVE: Reach.AGENCY,
        Verb.REPORTER_VIEW: Reach.AGENCY,
        Verb.PICTURE_OPENED: Reach.BELOW,
        Verb.CLAIM_VIEW: Reach.AGENCY,
        Verb.CLAIM_MAKE: Reach.AGENCY,
        Verb.OFFICE_CHANGE: Reach.AGENCY,
        Verb.SUPPORT_VIEW: Reach.AGENCY,
        Verb.SUPPORT_ASK: Reach.AGENCY,
        Verb.RAKOR_ATTEND: Reach.AGENCY,
        Verb.POINT_VIEW: Reach.AGENCY,
        Verb.POINT_REPORT: Reach.AGENCY,
        Verb.OBSTACLE_VIEW: Reach.AGENCY,
        Verb.LOGISTICS_CHANGE: Reach.AGENCY,
        Verb.CUSTODY_SCAN: Reach.AGENCY,
        Verb.PLAN_CHANGE: Reach.AGENCY,
        Verb.RISK_CHANGE: Reach.AGENCY,
        Verb.GUARD_VIEW: Reach.AGENCY,
        Verb.GUARD_CHANGE: Reach.AGENCY,
    },
    Role.KECAMATAN: {
        **_SEE,
        **_SURVEY,
        **_FOLLOW,
        **_MEET,
        Verb.RAKOR_ATTEND: Reach.AGENCY,
        Verb.POINT_REPORT: Reach.AGENCY,
        Verb.OFFICE_CHANGE: Reach.AGENCY,
        Verb.SUBMISSION_SEND: Reach.BELOW,
        Verb.SUBMISSION_CHECK: Reach.BELOW,
        Verb.SUBMISSION_SENSITIVE: Reach.BELOW,
        Verb.CLAIM_MAKE: Reach.AGENCY,
        Verb.CUSTODY_SCAN: Reach.BELOW,
    },
    Role.DESA: {
        **_SEE,
        Verb.SUBMISSION_SEND: Reach.BELOW,
        Verb.PICTURE_VIEW: Reach.BELOW,
        Verb.CUSTODY_SCAN: Reach.BELOW,
    },
    Role.FIELD: {
        Verb.INSTRUMENT_VIEW: Reach.AROUND,
        Verb.DUTY_VIEW: Reach.BELOW,
        Verb.SUBMISSION_VIEW: Reach.BELOW,
        Verb.SUBMISSION_SEND: Reach.BELOW,
        Verb.REGION_VIEW: Reach.BELOW,
        Verb.STATION_VIEW: Reach.BELOW,
        Verb.ELECTION_VIEW: Reach.AROUND,
        Verb.LOGISTICS_VIEW: Reach.BELOW,
        Verb.CUSTODY_SCAN: Reach.BELOW,
    },
    Role.AUDITOR: {
        **_SEE,
        **_SURVEY,
        **_FOLLOW,
        Verb.DOCUMENT_VIEW: Reach.BELOW,
        Verb.SUPPORT_VIEW: Reach.BELOW,
        Verb.ACCOUNT_VIEW: Reach.BELOW,
        Verb.LEDGER_VIEW: Reach.BELOW,
        Verb.LEDGER_EXPORT: Reach.BELOW,
    },
}

_GRANTABLE: dict[Role, frozenset[Role]] = {
    Role.ADMIN: frozenset(Role),
    Role.SECRETARIAT: frozenset({Role.LEADER, Role.AGENCY, Role.KECAMATAN, Role.DESA, Role.FIELD}),
}


def inside(code: str, root: str) -> bool:
    """Whether a region or TPS code lies in the subtree of ``root``; everything lies in the empty root.

    Codes nest by prefix: ``16.72.01.1001/005`` lies in ``16.72.01.1001``, in ``16.72`` and in ``16``.
    """
    return root == "" or (code.startswith(root) and code[len(root) : len(root) + 1] in ("", ".", "/"))


def is_station(code: str) -> bool:
    """Whether it is a TPS code, not a region's."""
    return "/" in code


def may(actor: Actor, verb: Verb, place: Place) -> bool:
    """Whether the actor may do this to a thing at this place. The only judge; pure."""
    return any(allows(grant, verb, place) for grant in actor.grants)


def allows(grant: Grant, verb: Verb, place: Place) -> bool:
    """Whether this one grant of an actor is enough for ``may``."""
    match MATRIX[grant.role].get(verb):
        case Reach.BELOW:
            return any(_holds(grant, root, place) for root in grant.roots)
        case Reach.AROUND:
            return any(_holds(grant, root, place) or _above(root, place.spot) for root in grant.roots)
        case Reach.AGENCY:
            return bool(grant.agency) and place.agency == grant.agency and inside(place.region, grant.region)
        case _:
            return False


def _holds(grant: Grant, root: str, place: Place) -> bool:
    """Whether the place lies in the root; a TPS code of the grant means a station of the grant's election alone."""
    if not inside(place.spot, root):
        return False
    return grant.election is None or not is_station(root) or place.election == grant.election


def _above(root: str, spot: str) -> bool:
    """Whether the spot is a region on the way from the root up to the country."""
    return spot != root and inside(root, spot)


def require(actor: Actor, verb: Verb, place: Place) -> None:
    """Raise ``Refused`` unless the actor may."""
    if not may(actor, verb, place):
        raise Refused


def grantable_roles(actor: Actor, region: str) -> frozenset[Role]:
    """The roles that the actor may give to an account whose scope is ``region``: none wider than its own."""
    roles: set[Role] = set()
    for grant in actor.grants:
        if inside(region, grant.region):
            roles |= _GRANTABLE.get(grant.role, frozenset())
    return frozenset(roles)
