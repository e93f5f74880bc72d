"""Claims to look at: those about a region beside its picture, and one claim beside the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import UnitKind
from siaga.readiness.access import access_claim, sees_picture, standing_claims, visible_claims
from siaga.readiness.arithmetic import FULL, Figure, Scale, standing
from siaga.readiness.errors import BadClaim
from siaga.readiness.grounds import Ground, cells_of, ground_of
from siaga.readiness.models import Claim
from siaga.readiness.shapes import ClaimReview, PartGap, Shortfall
from siaga.readiness.sheets import microseconds, standing_at
from siaga.readiness.tallies import Cells
from siaga.readiness.terms import Terms, make_terms
from siaga.wilayah.models import Region

_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{0,20})?")


@dataclass(frozen=True, slots=True)
class ClaimsHere:
    """own: claims about the region itself, the newest first; below: the newest about each part as a whole."""

    own: tuple[Claim, ...]
    below: dict[int, Claim]

    @property
    def whole(self) -> Claim | None:
        """The newest about the region's readiness as a whole."""
        return next((claim for claim in self.own if not claim.indicator_key), None)

    def share_of(self, part: Region) -> Fraction | None:
        """What was claimed for a part: about it directly, else in the breakdown of the region's own claim."""
        if (direct := self.below.get(part.pk)) is not None:
            return Fraction(direct.share, FULL)
        for one in self.whole.parts if self.whole else ():
            if one.get("region") == part.code:
                return Fraction(int(one["share"]), FULL)
        return None


def claims_about(actor: Actor, ground: Ground, region: Region | None, parts: Sequence[Region]) -> ClaimsHere:
    """Claims about a region and its parts that stood at the ground's moment and that the actor may see.

    Claims are about readiness; on the other scale there are none.
    """
    if region is None or ground.scale is not Scale.READINESS:
        return ClaimsHere((), {})
    rows = visible_claims(actor, ground.election).filter(region__in=[region.pk, *(part.pk for part in parts)])
    rows = rows if ground.past else standing_claims(rows)
    found = list(rows.order_by("-stated_at", "-pk")[:500])
    if ground.past:
        found = claims_at(found, ground.past)
    own: list[Claim] = []
    below: dict[int, Claim] = {}
    for claim in found:
        if claim.region_id == region.pk:
            own.append(claim)
        elif not claim.indicator_key:
            below.setdefault(claim.region_id, claim)
    return ClaimsHere(tuple(own), below)


def claims_at(claims: Sequence[Claim], at: datetime) -> list[Claim]:
    """Those of the claims that stood at a past moment. Needs ``submission__reading`` loaded."""
    return [
        claim
        for claim in claims
        if claim.made_at <= at
        and (claim.withdrawn_at is None or claim.withdrawn_at > at)
        and (claim.submission is None or _counted(claim, at))
    ]


def _counted(claim: Claim, at: datetime) -> bool:
    reading = getattr(claim.submission, "reading", None)
    if reading is None:
        return claim.submission is not None and claim.submission.counts
    return standing_at(reading.history, microseconds(at))[0]


def open_claims(actor: Actor, election: Election) -> list[Claim]:
    """Claims that stand now and that the actor may see, the newest first (bounded at 1,000)."""
    return list(standing_claims(visible_claims(actor, election)).order_by("-stated_at", "-pk")[:1000])


def claim_review(actor: Actor, election: Election, claim_id: int, at: datetime | None, now: datetime) -> ClaimReview:
    """A claim beside the evidence about its region at a moment: what is short, TPS by TPS, and what it presumes ready.

    The shares of the list sum exactly to 1 - evidenced. Raises Refused, also to whom the picture is closed.
    """
    claim = access_claim(actor, election, claim_id)
    code = claim.region.code
    if not sees_picture(actor, election, code):
        raise Refused
    ground = ground_of(election, Scale.READINESS, at, now)
    terms = _meant(ground.terms, claim)
    sheet = ground.sheet(code)
    from siaga.readiness.tallies import unit_table

    table = unit_table(sheet, terms, ground.today)
    stations = {
        one.code: one
        for one in PollingStation.objects.filter(election=election).filter(_below(code)).select_related("village")
    }
    total = evidenced = verified = 0
    short: list[tuple[int, Figure, str, str]] = []
    for unit, (kind, unit_code) in enumerate(zip(sheet.kinds, sheet.codes, strict=True)):
        figure = table.table.figure(Scale.READINESS, unit)
        if kind == UnitKind.AGENCY or not figure.expected:
            continue
        total += figure.weight_expected
        evidenced += figure.earned
        verified += figure.confirmed_earned
        missing = figure.weight_expected * FULL - figure.earned
        if missing or figure.stale:
            short.append((missing, figure, kind, unit_code))
    whole = total * FULL
    if not whole:
        return _empty(claim, ground)
    evidence = Fraction(evidenced, whole)
    presumed = max(Fraction(claim.share, FULL) - evidence, Fraction(0))
    short.sort(key=lambda row: (-row[0], row[3]))
    return ClaimReview(
        claim=claim,
        at=ground.at,
        evidenced=evidence,
        verified=Fraction(verified, whole),
        shortfalls=tuple(
            Shortfall(
                station=stations.get(unit_code) if kind == UnitKind.TPS else None,
                standing=standing(figure),
                share=Fraction(missing, whole),
                figure=figure,
                unit=f"{kind}:{unit_code}",
            )
            for missing, figure, kind, unit_code in short
        ),
        presumed=presumed,
        presumed_share=presumed / (1 - evidence) if evidence < 1 else None,
        parts=_parts(ground, terms, claim, whole),
    )


def _below(code: str) -> Q:
    from siaga.elections.access import under

    return under(code)


def _meant(terms: Terms, claim: Claim) -> Terms:
    """The lines that a claim speaks of: one indicator's, or all of TPS and regions."""
    lines = tuple(
        line
        for line in terms.lines
        if not line.own and (not claim.indicator_key or line.indicator.key == claim.indicator_key)
    )
    return make_terms(terms.scale, lines, terms.size)


def _empty(claim: Claim, ground: Ground) -> ClaimReview:
    """Where nothing is expected, nothing can be said of the claim: it presumes all of itself."""
    share = Fraction(claim.share, FULL)
    return ClaimReview(claim, ground.at, Fraction(0), Fraction(0), (), share, share, ())


def _parts(ground: Ground, terms: Terms, claim: Claim, whole: int) -> tuple[PartGap, ...]:
    """The differences by part; what the breakdown does not name is not invented."""
    if not claim.parts:
        return ()
    shares = {str(one["region"]): Fraction(int(one["share"]), FULL) for one in claim.parts}
    regions = {one.code: one for one in Region.objects.filter(code__in=list(shares)).select_related("parent")}
    cells: dict[str, Cells] = {}
    gaps = []
    for code in sorted(shares.keys() & regions.keys()):
        parent = code.rpartition(".")[0]
        if parent not in cells:
            cells[parent] = cells_of(ground, parent)
        figure = cells[parent].by_node(terms, ground.today, own=False).get(code, Figure(Scale.READINESS))
        evidence = figure.value or Fraction(0)
        weight = Fraction(figure.weight_expected * FULL, whole)
        gaps.append(PartGap(regions[code], shares[code], evidence, weight, (shares[code] - evidence) * weight))
    return tuple(gaps)


def share_of_percent(text: str) -> int:
    """Millionths of a percentage as people write it (``80``, ``82,5``). Raises BadClaim."""
    written = text.strip().rstrip("%").strip().replace(",", ".")
    # Digits only: "1e999999999" is short to write, but as a fraction it would fill the memory of the server.
    share = Fraction(written) if _PERCENT.fullmatch(written) else Fraction(-1)
    if not 0 <= share <= 100:
        raise BadClaim(_("Persentase harus antara 0 dan 100."), _("Tulis angkanya saja, misalnya 80."), field="share")
    return round(share * FULL / 100)
