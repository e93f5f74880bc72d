"""Reports of the desk: expected, drawn up from the facts, written on, approved and numbered, sent.

    due ──► draft ──► approved ──► sent
              ▲            │         │
              └────────────┴─────────┘ reopened with a reason; what was approved is kept as an edition

A step is an UPDATE that holds only while the report is in the state, and in the version, that the step starts from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, require
from siaga.briefing.actions.letterheads import take_number
from siaga.briefing.cadence import DuePeriod
from siaga.briefing.contradictions import contradictions_in
from siaga.briefing.drawing_up import digest_of, fingerprint, ground_of
from siaga.briefing.errors import BadReport, Contradicts, NotYetOver, ReportMoved, TextConflict
from siaga.briefing.guard import long_date
from siaga.briefing.models import DeskReport, ReportEdition, ReportState
from siaga.briefing.sections import SECTIONS, draw, eventless
from siaga.elections.models import Election
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

LONGEST_TEXT = 20_000
_LOCKED = (ReportState.APPROVED, ReportState.SENT)


@action("deskreport.expect")
def expect_reports(
    *, actor: Actor, election: Election, region: Region, periods: Sequence[DuePeriod], now: datetime
) -> list[DeskReport]:
    """Write down what the desk of a region owes; a period that is there already is left as it is."""
    require(actor, Verb.DOCUMENT_CHANGE, Place(region.code))
    Region.objects.select_for_update(of=("self",)).get(pk=region.pk)  # two clockworks at once take turns here
    there = set(DeskReport.objects.filter(election=election, region=region).values_list("kind", "starts"))
    made = [
        DeskReport.objects.create(
            election=election, region=region, kind=one.kind, starts=one.starts, ends=one.ends, due_at=one.due_at
        )
        for one in periods
        if (one.kind, one.starts) not in there
    ]
    if not made:
        nothing_changed()
        return []
    changes = [Change(one.fact_type, one.fact_key, region.code, None, one.as_fact()) for one in made]
    record_bulk(actor, "deskreport.expect", changes, label=_("Laporan Desk %(area)s") % {"area": region.title}, now=now)
    return made


@action("deskreport.draw_up")
def draw_up_report(*, actor: Actor, report: DeskReport, now: datetime) -> DeskReport:
    """Fill the report with the facts of its period, again whenever asked; what people wrote stays.

    When it is drawn up first, it is marked *nihil* if nothing happened; from then on people decide. Raises ReportMoved
    once it is approved, BadReport before its period begins.
    """
    require(actor, Verb.DOCUMENT_CHANGE, report.place)
    found = _fresh(report)
    if found.state in _LOCKED:
        raise ReportMoved(found.get_state_display())
    if now.astimezone(zone_of(found.region.code)).date() < found.starts:
        raise BadReport(
            _("Periode laporan ini baru dimulai %(day)s.") % {"day": long_date(found.starts)},
            _("Susun setelah periodenya dimulai."),
        )
    ground = ground_of(actor, found, now)
    facts = draw(ground)
    before = found.as_fact()
    fields: dict[str, Any] = {"facts": facts, "facts_at": ground.at, "state": ReportState.DRAFT}
    if found.state == ReportState.DUE:
        fields["nil"] = eventless(facts)
    after = _step(found, (ReportState.DUE, ReportState.DRAFT), **fields)
    record(actor, "deskreport.draw_up", after, before=before, after=after.as_fact(), now=now)
    return after


@action("deskreport.write")
def write_section(*, actor: Actor, report: DeskReport, section: str, text: str, base: str, now: datetime) -> DeskReport:
    """Write the desk's own words into a section.

    base: ``fingerprint`` of the text that the writer began from. Raises TextConflict where another stands there now,
    ReportMoved unless the report is being drawn up, BadReport.
    """
    require(actor, Verb.DOCUMENT_CHANGE, report.place)
    found = _fresh(report)
    if section not in SECTIONS:
        raise BadReport(_("Bagian itu tidak ada dalam laporan."), _("Muat ulang halamannya."))
    clean = text.replace("\r\n", "\n").strip()
    if len(clean) > LONGEST_TEXT:
        raise BadReport(
            _("Naskah terlalu panjang (%(length)d huruf).") % {"length": len(clean)},
            _("Paling banyak %(limit)d huruf.") % {"limit": LONGEST_TEXT},
            field="text",
        )
    if found.state != ReportState.DRAFT:
        raise ReportMoved(found.get_state_display())
    current = str(found.texts.get(section, ""))
    if clean == current:
        nothing_changed()
        return found
    if fingerprint(current) != base:
        raise TextConflict(current)
    before = found.as_fact()
    texts = {key: value for key, value in found.texts.items() if key != section} | ({section: clean} if clean else {})
    after = _step(found, (ReportState.DRAFT,), texts=texts)
    record(actor, "deskreport.write", after, before=before, after=after.as_fact(), now=now)
    return after


@action("deskreport.nil")
def set_nil(*, actor: Actor, report: DeskReport, nil: bool, now: datetime) -> DeskReport:
    """Say that nothing significant happened in the period (*nihil*), or that something did."""
    require(actor, Verb.DOCUMENT_CHANGE, report.place)
    found = _fresh(report)
    if found.state != ReportState.DRAFT:
        raise ReportMoved(found.get_state_display())
    if found.nil == nil:
        nothing_changed()
        return found
    before = found.as_fact()
    after = _step(found, (ReportState.DRAFT,), nil=nil)
    record(actor, "deskreport.nil", after, before=before, after=after.as_fact(), now=now)
    return after


@action("deskreport.approve")
def approve_report(*, actor: Actor, report: DeskReport, base: int, now: datetime) -> DeskReport:
    """Approve and number the report; from now on nothing in it changes.

    base: the version that the approver read. Raises Contradicts where it names other areas or dates than the desk's
    own, NotYetOver, NoLetterhead (of letterheads), ReportMoved also where somebody changed it meanwhile.
    """
    require(actor, Verb.DOCUMENT_APPROVE, report.place)
    found = _fresh(report)
    if found.state != ReportState.DRAFT or found.version != base:
        raise ReportMoved(found.get_state_display() if found.state != ReportState.DRAFT else _("diubah orang lain"))
    if now.astimezone(zone_of(found.region.code)).date() < found.ends:
        raise NotYetOver(long_date(found.ends))
    if findings := contradictions_in(found):
        raise Contradicts(findings)
    before = found.as_fact()
    found.number = take_number(actor=actor, region=found.region, now=now)
    found.approved_at, found.approved_by = now, actor.name[:200]
    after = _step(
        found,
        (ReportState.DRAFT,),
        state=ReportState.APPROVED,
        number=found.number,
        approved_at=now,
        approved_by=found.approved_by,
        digest=digest_of(found),
    )
    record(actor, "deskreport.approve", after, before=before, after=after.as_fact(), now=now)
    return after


@action("deskreport.send")
def send_report(
    *, actor: Actor, report: DeskReport, sent_to: str, way: str, sent_at: datetime, now: datetime
) -> DeskReport:
    """Note to whom the approved report was sent, by which way and when. Raises ReportMoved, BadReport."""
    require(actor, Verb.DOCUMENT_CHANGE, report.place)
    found = _fresh(report)
    if found.state != ReportState.APPROVED or found.approved_at is None:
        raise ReportMoved(found.get_state_display())
    if not sent_to.strip() or not way.strip():
        raise BadReport(
            _("Tujuan atau cara kirim belum diisi."),
            _("Tulis kepada siapa dan lewat apa."),
            field="sent_to" if not sent_to.strip() else "way",
        )
    if sent_at > now or sent_at < found.approved_at:
        raise BadReport(
            _("Waktu kirim harus sesudah persetujuan dan tidak di depan."), _("Periksa waktunya."), field="sent_at"
        )
    before = found.as_fact()
    after = _step(
        found,
        (ReportState.APPROVED,),
        state=ReportState.SENT,
        sent_to=sent_to.strip()[:200],
        sent_by_way=way.strip()[:80],
        sent_at=sent_at,
    )
    record(actor, "deskreport.send", after, before=before, after=after.as_fact(), now=now)
    return after


@action("deskreport.reopen")
def reopen_report(*, actor: Actor, report: DeskReport, reason: str, now: datetime) -> DeskReport:
    """Open an approved or sent report again, with a reason; what was approved is kept as an edition of its own."""
    require(actor, Verb.DOCUMENT_APPROVE, report.place)
    found = _fresh(report)
    reason = reason.strip()
    if not reason:
        raise BadReport(_("Alasan belum diisi."), _("Tulis mengapa laporan ini dibuka kembali."), field="reason")
    if found.state not in _LOCKED or found.approved_at is None or found.facts_at is None:
        raise ReportMoved(found.get_state_display())
    before = found.as_fact()
    edition = ReportEdition.objects.create(
        report=found,
        edition=ReportEdition.objects.filter(report=found).count() + 1,
        number=found.number,
        nil=found.nil,
        facts_at=found.facts_at,
        facts=found.facts,
        texts=found.texts,
        digest=found.digest,
        approved_at=found.approved_at,
        approved_by=found.approved_by,
        sent_at=found.sent_at,
        sent_to=found.sent_to,
        sent_by_way=found.sent_by_way,
        reopened_at=now,
        reason=reason[:400],
    )
    record(actor, "deskreport.reopen", edition, before=None, after=edition.as_fact(), now=now, reason=reason[:400])
    after = _step(
        found,
        _LOCKED,
        state=ReportState.DRAFT,
        number="",
        approved_at=None,
        approved_by="",
        digest="",
        sent_at=None,
        sent_to="",
        sent_by_way="",
    )
    record(actor, "deskreport.reopen", after, before=before, after=after.as_fact(), now=now, reason=reason[:400])
    return after


def _fresh(report: DeskReport) -> DeskReport:
    found = (
        DeskReport.objects.select_for_update(of=("self",))
        .select_related("region__parent", "election__region", "election__ruleset")
        .filter(pk=report.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _step(found: DeskReport, starts_from: Sequence[str], **fields: Any) -> DeskReport:
    """Claim the step: the UPDATE that finds the report in another state or version changes nothing and says so."""
    rows = DeskReport.objects.filter(pk=found.pk, state__in=starts_from, version=found.version)
    if not rows.update(**fields, version=F("version") + 1):
        raise ReportMoved(_fresh(found).get_state_display())
    return _fresh(found)
