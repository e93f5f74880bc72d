"""Playbooks of a regency as versions."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.contingency.models import PlaybookEdition
from siaga.contingency.playbooks import parse, shipped_text
from siaga.contingency.queries.playbooks import holding_of
from siaga.desk.models import Account
from siaga.elections.rulesets.reading import digest_of
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Region


@action("playbooks.set")
def set_playbooks(*, actor: Actor, region: Region, text: str, reason: str, now: datetime) -> PlaybookEdition | None:
    """From now on these playbooks hold in the regency; an empty text, or the shipped one: those that ship again.

    None where they hold already. Raises Refused, PlaybookFaults, Problem without a reason.
    """
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.CONTINGENCY, region.code))
    text = text.replace("\r\n", "\n").strip()
    text = f"{text}\n" if text else ""
    if text == shipped_text():
        text = ""
    if text:
        parse(text)
    reason = reason.strip()[:400]
    if not reason:
        raise Problem(_("Alasan belum ditulis."), _("Tulis mengapa pegangan diubah."), field="reason")
    standing = holding_of(region).edition
    if (standing.text if standing else "") == text:
        nothing_changed()
        return standing
    last = PlaybookEdition.objects.filter(region=region).aggregate(Max("number"))
    edition = PlaybookEdition(
        region=region,
        number=(last["number__max"] or 0) + 1,
        text=text,
        digest=digest_of(text or shipped_text()),
        reason=reason,
        created_by=Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None,
        created_at=now,
    )
    edition.save(force_insert=True)
    record(actor, "playbooks.set", edition, before=None, after=edition.as_fact(), now=now, reason=reason)
    return edition
