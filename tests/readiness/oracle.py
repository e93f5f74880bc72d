"""The picture again, slowly and plainly: loops over submissions, acts, rosters and terms.

Shares no code with the product beyond its models. The rows of an election are read once, before anything is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from siaga.elections.models import Election
from siaga.instruments.library import MACHINE
from siaga.readiness.models import Indicator
from siaga.reporting.models import DutyUnit, ReviewAct, Submission

ZONES = {"16": ZoneInfo("Asia/Jakarta"), "73": ZoneInfo("Asia/Makassar"), "91": ZoneInfo("Asia/Jayapura")}


def day(at: datetime, code: str) -> int:
    return at.astimezone(ZONES[code[:2]]).date().toordinal()


def truth(indicator: Indicator, answer: object) -> Fraction | None:
    """What an answer is worth, for the two rules that the worlds of the tests use."""
    if answer is None:
        return None
    if indicator.rule["kind"] == "choice":
        worth = indicator.rule["scores"].get(answer)
        return None if worth is None else Fraction(str(worth))
    if indicator.rule["kind"] == "risk":
        return {"ya": Fraction(1), "tidak": Fraction(0)}.get(str(answer))
    raise AssertionError(indicator.rule)


def state_at(submission: Submission, acts: list[ReviewAct], at: datetime) -> tuple[str, bool]:
    """State and whether another role than the sender's stands behind it. acts: its reviews in the order they came."""
    state, backed = "sent", False
    for act in acts:
        if act.at > at:
            continue
        if act.after in ("checked", "accepted"):
            if act.actor_role != submission.sender_role:
                backed = True
        else:
            backed = False
        state = act.after
    return state, backed


@dataclass
class Seen:
    expected: int = 0
    reported: int = 0
    stale: int = 0
    confirmed: int = 0
    weight: int = 0
    weight_reported: int = 0
    earned: Fraction = Fraction(0)
    verified: Fraction = Fraction(0)
    standings: dict[str, int] = field(default_factory=dict)
    risks: dict[str, int] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    days: list[int] = field(default_factory=list)


class Oracle:
    """All that is known about an election, while nothing changes."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.indicators = list(Indicator.objects.filter(election=election).select_related("instrument"))
        self.terms = {one.pk: list(one.terms.order_by("since", "pk")) for one in self.indicators}
        self.owed = list(DutyUnit.objects.filter(election=election))
        self.submissions = list(Submission.objects.filter(election=election))
        self.acts = {one.pk: list(one.acts.order_by("pk")) for one in self.submissions}


def look(oracle: Oracle, code: str, scale: str, at: datetime, *, own: bool = False, key: str = "") -> Seen:
    """Everything about a region (empty: all) at a moment. own: agencies' own pairs instead of the others."""
    seen = Seen()
    today = day(at, oracle.election.region.code)
    lines = []
    for indicator in oracle.indicators:
        if (
            indicator.scale != scale
            or indicator.since > at
            or (indicator.retired_at is not None and indicator.retired_at <= at)
        ):
            continue
        weight, stale_days = None, None
        for term in oracle.terms[indicator.pk]:
            if term.since <= at:
                weight, stale_days = term.weight, term.stale_days
        assert weight is not None and stale_days is not None
        lines.append((indicator, weight, stale_days))
    owed: dict[tuple[str, str], set[int]] = {}
    place: dict[tuple[str, str], str] = {}
    for row in oracle.owed:
        if row.since > at or (row.until is not None and row.until <= at):
            continue
        home = row.village_code or row.district_code or row.regency_code or row.province_code
        if "/" in code:
            if row.unit_code != code:
                continue
        elif code and home != code and not home.startswith(code + "."):
            continue
        owed.setdefault((row.unit_kind, row.unit_code), set()).add(row.instrument_id)
        place[row.unit_kind, row.unit_code] = home
    for (kind, unit), instruments in owed.items():
        relevant = [line for line in lines if line[0].instrument_id in instruments]
        if relevant:
            _one_unit(seen, oracle, kind, unit, place[kind, unit], relevant, at, today, own, key)
    return seen


def _one_unit(seen, oracle, kind, unit, home, lines, at, today, own, key) -> None:
    counting: dict[int, list[tuple[tuple, Submission, bool]]] = {}
    for submission in oracle.submissions:
        if (submission.unit_kind, submission.unit_code) != (kind, unit) or submission.received_at > at:
            continue
        state, backed = state_at(submission, oracle.acts[submission.pk], at)
        if state in ("sent", "checked", "accepted"):
            order = (submission.observed_trusted, submission.received_at, submission.pk)
            counting.setdefault(submission.instrument_id, []).append((order, submission, backed))
    expected = reported = stale_count = weight_sum = 0
    earned = Fraction(0)
    risky = False
    for indicator, weight, stale_days in lines:
        expected += 1
        weight_sum += weight
        best = None
        for order, submission, backed in counting.get(indicator.instrument_id, ()):
            worth = truth(indicator, submission.values.get(indicator.question))
            if worth is not None and (best is None or order > best[0]):
                best = (order, worth, backed, submission)
        shown = (kind == "agency") is own and key in ("", indicator.key)
        if shown:
            seen.expected += 1
            seen.weight += weight
        if best is None:
            continue
        _order, worth, backed, submission = best
        reported += 1
        earned += weight * worth
        observed = day(submission.observed_trusted, home)
        old = today - observed > stale_days
        stale_count += old
        risky = risky or worth > 0
        if shown:
            seen.reported += 1
            seen.stale += old
            seen.confirmed += backed
            seen.weight_reported += weight
            seen.earned += weight * worth
            seen.verified += weight * worth if backed else 0
            seen.days.append(observed)
    fresh = False
    for instrument in {line[0].instrument_id for line in lines if line[0].instrument.name not in MACHINE}:
        shortest = min(line[2] for line in lines if line[0].instrument_id == instrument)
        for _order, submission, _backed in counting.get(instrument, ()):
            if today - day(submission.observed_trusted, home) <= shortest:
                fresh = True
    if not fresh:
        seen.silent.add(f"{kind}:{unit}")
    if kind != "tps":
        return
    if reported == 0:
        standing, risk = "belum_lapor", "belum_lapor"
    else:
        if earned == weight_sum and reported == expected:
            standing = "usang" if stale_count else "siap"
        else:
            standing = "sebagian" if 2 * earned >= weight_sum else "belum"
        risk = "rawan" if risky else "tanpa_kerawanan" if reported == expected else "belum_lengkap"
    seen.standings[standing] = seen.standings.get(standing, 0) + 1
    seen.risks[risk] = seen.risks.get(risk, 0) + 1
