"""A report of an agency about itself that says "so many percent are ready" is also its claim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from siaga.access import Actor, Verb, may
from siaga.instruments.models import UnitKind
from siaga.readiness.errors import BadClaim
from siaga.reporting.models import Submission

SHARE, OF_WHAT = "klaim/persen", "klaim/dari_apa"
SAID_BY = ("klaim/disampaikan_oleh", "klaim/oleh", "pelapor/nama", "disampaikan_oleh")
PARTS, PART_REGION, PART_SHARE = "rincian", "kecamatan", "persen"


def claim_of_report(submission: Submission, actor: Actor, now: datetime) -> None:
    """Make the claim that a report holds, through the same action as any other, in the report's transaction.

    Only who may speak for the agency makes its claim; a report that another sent for it holds none. What cannot be
    read as a share is left to the report itself.
    """
    if submission.unit_kind != UnitKind.AGENCY or submission.values.get(SHARE) in (None, ""):
        return
    agency = submission.agency
    if agency is None or not may(actor, Verb.CLAIM_MAKE, agency.place):
        return
    from siaga.readiness.actions.claims import make_claim

    values = submission.values
    said_by = next((str(values[key]) for key in SAID_BY if values.get(key)), "")
    try:
        make_claim(
            actor=actor,
            election=submission.election,
            agency=agency,
            region=agency.region,
            share=str(values[SHARE]),
            of_what=str(values.get(OF_WHAT) or ""),
            said_by=said_by or submission.sender_name,
            stated_at=submission.observed_trusted,
            source="laporan",
            reference=submission.instance_id,
            parts=_parts(values),
            submission=submission,
            now=now,
        )
    except BadClaim:
        return


def _parts(values: dict[str, Any]) -> list[tuple[str, str]]:
    """The breakdown: region code and percent of each row that has both."""
    rows = values.get(PARTS) or values.get(f"klaim/{PARTS}") or []
    found: list[tuple[str, str]] = []
    for row in rows if isinstance(rows, list) else []:
        short = {str(key).rpartition("/")[2]: value for key, value in row.items()}
        region, share = short.get(PART_REGION), short.get(PART_SHARE)
        if region and share not in (None, ""):
            found.append((str(region), str(share)))
    return found
