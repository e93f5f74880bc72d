"""What happens to points by itself: an overdue one goes up, one whose figure is reached closes."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.ledger.recording import action, nothing_changed
from siaga.rakor.models import UNSETTLED, ActionPoint, Escalation, PointState, PointUpdate, UpdateKind
from siaga.rakor.pointing.escalation import LATE_STATES, forum_above, late_since, steps
from siaga.rakor.pointing.steps import fresh, step
from siaga.rakor.pointing.thresholds import Reached, figure_for
from siaga.wilayah.zones import zone_of, zone_short


@action("point.escalate")
def escalate_point(*, actor: Actor, point: ActionPoint, now: datetime) -> PointUpdate | None:
    """Let an overdue point take the next step of the rule, if its day has come; None where it has not."""
    found = fresh(point)
    require(actor, Verb.POINT_CHANGE, found.place)
    following = next((one for one in steps() if one.to == found.escalation + 1), None)
    if (
        following is None
        or found.state not in LATE_STATES
        or found.due > late_since(following, found.region.code, now)
        or not _has_room(found, following.to)
    ):
        nothing_changed()
        return None
    fields: dict[str, Any] = {"escalation": following.to, "escalated_at": now}
    if following.to == Escalation.UPPER_FORUM and found.raised_to_id is None:
        fields["raised_to"] = forum_above(found)
    return step(
        actor,
        "point.escalate",
        found,
        UpdateKind.ESCALATED,
        LATE_STATES,
        now,
        text=_words(found, following.to, following.days),
        **fields,
    )


def _has_room(found: ActionPoint, to: Escalation) -> bool:
    if to < Escalation.AGENDA:
        return True
    if to == Escalation.AGENDA:
        return found.forum_id is not None or found.handed_to_id is not None
    return forum_above(found) is not None


def _words(found: ActionPoint, to: Escalation, days: int) -> str:
    told = {"days": days, "owner": found.owner.name}
    if to == Escalation.REMINDED:
        return _("Lewat tenggat %(days)d hari: %(owner)s diingatkan.") % told
    if to == Escalation.AGENCY_HEAD:
        return _("Lewat tenggat %(days)d hari: naik ke pimpinan %(owner)s.") % told
    own = found.handed_to or found.forum
    if to == Escalation.AGENDA:
        return _("Lewat tenggat %(days)d hari: ditandai untuk agenda rapat %(forum)s berikutnya.") % (
            told | {"forum": own.name if own else ""}
        )
    above = found.raised_to or forum_above(found)
    return _("Lewat tenggat %(days)d hari: naik ke %(forum)s.") % (told | {"forum": above.name if above else ""})


@action("point.close_by_data")
def close_by_data(*, actor: Actor, point: ActionPoint, now: datetime) -> PointUpdate | None:
    """Verify an open point whose figure has reached its threshold, with the figure as the reason; None otherwise."""
    found = fresh(point)
    require(actor, Verb.POINT_CHANGE, found.place)
    if not found.closes_when or found.state not in UNSETTLED:
        nothing_changed()
        return None
    figure = figure_for(found.election, found.closes_when, now)
    if not figure.met:
        nothing_changed()
        return None
    reason = reason_by_data(found, figure, now)
    return step(
        actor,
        "point.close_by_data",
        found,
        UpdateKind.VERIFIED,
        UNSETTLED,
        now,
        text=reason,
        reason=reason,
        state=PointState.VERIFIED.value,
        closed_reason=reason,
        blocked_why="",
        blocked_by="",
    )


def reason_by_data(found: ActionPoint, figure: Reached, now: datetime) -> str:
    """Why the data closed it: the figure, its coverage, the moment; and that nobody had called it done, if so."""
    assert found.closes_when is not None
    code = str(found.closes_when["code"])
    told = _(
        "Menurut data: %(what)s di %(code)s mencapai %(value)s (syarat %(least)s), cakupan %(coverage)s, %(at)s."
    ) % {
        "what": figure.name[:100] or _("kesiapan"),
        "code": code,
        "value": percent(figure.value),
        "least": percent(figure.at_least),
        "coverage": percent(figure.coverage),
        "at": f"{date_format(now.astimezone(zone_of(code)), 'j F Y H.i')} {zone_short(code)}",
    }
    if found.state != PointState.DONE:
        told += " " + _("Sebelumnya belum dinyatakan selesai oleh pelaksana.")
    return told[:400]


def percent(share: Fraction | None) -> str:
    """A share as people write it, never rounded up: 94,96 percent is not 95."""
    if share is None:
        return "–"
    thousandths = int(share * 1000)
    whole, rest = divmod(thousandths, 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"
