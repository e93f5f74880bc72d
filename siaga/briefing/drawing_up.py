"""What a report is drawn from, and by what its text and its approved content are known."""

from __future__ import annotations

import hashlib
from datetime import datetime

from siaga.access import Actor
from siaga.briefing.models import DeskReport
from siaga.briefing.sections import Ground
from siaga.elections.rulesets import parse
from siaga.ledger.facts import canonical


def ground_of(actor: Actor, report: DeskReport, now: datetime) -> Ground:
    """What a report is drawn from; the report before is the last one of the region that was drawn up."""
    before = (
        DeskReport.objects.filter(election=report.election, region=report.region, ends__lt=report.starts)
        .exclude(facts_at=None)
        .order_by("-ends", "-pk")
        .first()
    )
    moment = before.facts_at if before else None
    return Ground(
        actor=actor,
        election=report.election,
        region=report.region,
        rules=parse(report.election.ruleset.toml) if report.election.ruleset.toml else None,
        kind=report.kind,
        starts=report.starts,
        ends=report.ends,
        now=now,
        before={"name": before.number or str(before), "facts_at": moment.isoformat() if moment else ""}
        if before
        else None,
    )


def fingerprint(text: str) -> str:
    """What a text is known by when somebody begins to write on it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest_of(report: DeskReport) -> str:
    """SHA-256 of what is approved: everything that the paper says."""
    content = {
        "election": report.election.slug,
        "region": report.region.code,
        "kind": report.kind,
        "starts": report.starts,
        "ends": report.ends,
        "nil": report.nil,
        "facts": report.facts,
        "texts": report.texts,
        "number": report.number,
        "approved_at": report.approved_at,
        "approved_by": report.approved_by,
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()
