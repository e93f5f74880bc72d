"""What an agency says of itself: noted, and withdrawn with a reason. A claim never feeds a total."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, inside, require
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.ledger.recording import action, record
from siaga.readiness.errors import BadClaim, ClaimWithdrawn
from siaga.readiness.models import Claim, Indicator
from siaga.readiness.queries.claims import share_of_percent
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region

AT_MEETING = "rapat"
SOURCES = ("laporan", AT_MEETING, "surat", "lisan")
MOST_PARTS = 200


@action("claim.make")
def make_claim(
    *,
    actor: Actor,
    election: Election,
    agency: Agency,
    region: Region,
    share: str,
    said_by: str,
    source: str,
    now: datetime,
    stated_at: datetime | None = None,
    of_what: str = "",
    reference: str = "",
    indicator_key: str = "",
    parts: Iterable[tuple[str, str]] = (),
    submission: Submission | None = None,
) -> Claim:
    """Note that an agency said so many percent are ready.

    share: percent as people write it (``80``, ``82,5``). region: what it speaks about: the agency's own or one below.
    parts: breakdown as (region code, percent). stated_at: when it was said (now unless told). Raises ``BadClaim``.
    """
    require(actor, Verb.CLAIM_MAKE, agency.place)
    claim = _noted(
        election=election,
        agency=agency,
        region=region,
        share=share,
        said_by=said_by,
        source=source,
        now=now,
        stated_at=stated_at,
        of_what=of_what,
        reference=reference,
        indicator_key=indicator_key,
        parts=parts,
        submission=submission,
    )
    record(actor, "claim.make", claim, before=None, after=claim.as_fact(), now=now)
    return claim


@action("claim.note_at_meeting")
def note_claim_at_meeting(
    *,
    actor: Actor,
    meeting_region: Region,
    election: Election,
    agency: Agency,
    share: str,
    said_by: str,
    reference: str,
    stated_at: datetime,
    now: datetime,
    of_what: str = "",
    indicator_key: str = "",
) -> Claim:
    """Note what an agency said of itself at a meeting, by the one who writes the minutes there.

    reference: names the meeting. Only of agencies that lie in the meeting's region. Raises ``BadClaim``.
    """
    require(actor, Verb.MINUTES_WRITE, Place(meeting_region.code))
    if not inside(agency.region.code, meeting_region.code):
        raise BadClaim(
            _("%(agency)s di luar wilayah rapat ini.") % {"agency": agency.name},
            _("Klaimnya dicatat oleh instansi itu sendiri atau oleh sekretariat wilayahnya."),
            field="agency",
        )
    claim = _noted(
        election=election,
        agency=agency,
        region=agency.region,
        share=share,
        said_by=said_by,
        source=AT_MEETING,
        now=now,
        stated_at=stated_at,
        of_what=of_what,
        reference=reference,
        indicator_key=indicator_key,
    )
    record(actor, "claim.note_at_meeting", claim, before=None, after=claim.as_fact(), now=now)
    return claim


def _noted(
    *,
    election: Election,
    agency: Agency,
    region: Region,
    share: str,
    said_by: str,
    source: str,
    now: datetime,
    stated_at: datetime | None,
    of_what: str,
    reference: str,
    indicator_key: str,
    parts: Iterable[tuple[str, str]] = (),
    submission: Submission | None = None,
) -> Claim:
    """The claim itself, checked, whoever may note it."""
    if not inside(region.code, agency.region.code):
        raise BadClaim(
            _("%(region)s di luar wilayah instansi ini.") % {"region": region.title},
            _("Pilih wilayah instansi itu sendiri atau wilayah di bawahnya."),
            field="region",
        )
    if source not in SOURCES:
        raise BadClaim(_("Sumber pernyataan tidak dikenal."), _("Pilih dari daftar."), field="source")
    if not said_by.strip():
        raise BadClaim(
            _("Belum disebut siapa yang menyatakan."), _("Tulis nama dan jabatannya, atau jabatannya saja."),
            field="said_by",
        )  # fmt: skip
    moment = stated_at or now
    if moment > now + timedelta(minutes=15):
        raise BadClaim(_("Waktu pernyataan masih di depan."), _("Periksa tanggal dan jamnya."), field="stated_at")
    if indicator_key and not Indicator.objects.filter(election=election, key=indicator_key, retired_at=None).exists():
        raise BadClaim(_("Indikator itu tidak ada pada pemilihan ini."), _("Pilih dari daftar."), field="indicator_key")
    return Claim.objects.create(
        election=election,
        agency=agency,
        region=region,
        indicator_key=indicator_key,
        share=share_of_percent(share),
        of_what=of_what.strip()[:200],
        parts=_parts(parts, region),
        stated_at=moment,
        said_by=said_by.strip()[:200],
        source=source,
        reference=reference.strip()[:200],
        submission=submission,
        made_at=now,
    )


def _parts(parts: Iterable[tuple[str, str]], region: Region) -> list[dict[str, str | int]]:
    given = list(parts)
    if len(given) > MOST_PARTS:
        raise BadClaim(_("Rincian terlalu panjang."), _("Rinci per kecamatan saja."), field="parts")
    known = dict(Region.objects.filter(code__in=[code for code, _share in given]).values_list("code", "code"))
    rows: list[dict[str, str | int]] = []
    seen: set[str] = set()
    for code, share in given:
        if code not in known or code == region.code or not inside(code, region.code):
            raise BadClaim(
                _("Rincian menyebut wilayah %(code)s yang bukan bagian dari wilayah klaim.") % {"code": code},
                _("Pilih wilayah di bawahnya."),
                field="parts",
            )
        if code in seen:
            raise BadClaim(
                _("Rincian menyebut wilayah %(code)s dua kali.") % {"code": code}, _("Hapus salah satu."), field="parts"
            )
        seen.add(code)
        rows.append({"region": code, "share": share_of_percent(share)})
    if any(str(one["region"]).startswith(f"{other['region']}.") for one in rows for other in rows):
        raise BadClaim(_("Rincian tumpang-tindih."), _("Sebut wilayah pada satu tingkat saja."), field="parts")
    return rows


@action("claim.withdraw")
def withdraw_claim(*, actor: Actor, claim: Claim, reason: str, now: datetime) -> Claim:
    """Take a claim back; it remains visible with its reason. Raises ``ClaimWithdrawn``, ``BadClaim``."""
    found = _fresh(claim)
    require(actor, Verb.CLAIM_MAKE, found.place)
    return _withdraw(actor, "claim.withdraw", found, reason, now)


@action("claim.withdraw_at_meeting")
def withdraw_claim_at_meeting(
    *, actor: Actor, meeting_region: Region, claim: Claim, reason: str, now: datetime
) -> Claim:
    """Take back a claim that was noted at a meeting, by the one who writes the minutes there.

    Raises ``ClaimWithdrawn``, ``BadClaim``.
    """
    require(actor, Verb.MINUTES_WRITE, Place(meeting_region.code))
    found = _fresh(claim)
    if found.source != AT_MEETING or not inside(found.agency.region.code, meeting_region.code):
        raise Refused
    return _withdraw(actor, "claim.withdraw_at_meeting", found, reason, now)


def _fresh(claim: Claim) -> Claim:
    found = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("agency__region", "region")
        .filter(pk=claim.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _withdraw(actor: Actor, act: str, found: Claim, reason: str, now: datetime) -> Claim:
    clean = reason.strip()
    if not clean or len(clean) > 400:
        raise BadClaim(_("Alasan pencabutan belum diisi."), _("Tulis alasannya secara singkat."), field="reason")
    before = found.as_fact()
    moved = Claim.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=now, withdrawn_reason=clean)
    if not moved:
        raise ClaimWithdrawn
    found.refresh_from_db(fields=["withdrawn_at", "withdrawn_reason"])
    record(actor, act, found, before=before, after=found.as_fact(), now=now, reason=clean)
    return found
