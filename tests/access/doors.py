"""The doors of reports and of the picture for ``test_matrix_real.py``: each verb, a thing, and what is tried on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from siaga.access import Actor, Place, Refused, Verb
from siaga.desk.models import Agency
from siaga.elections.models import Election, PollingStation
from siaga.instruments.actions import retire_instrument
from siaga.instruments.models import Instrument, UnitKind
from siaga.instruments.queries import access_instrument
from siaga.readiness.access import access_claim, place_of, sees_picture
from siaga.readiness.actions.claims import withdraw_claim
from siaga.readiness.actions.indicators import set_terms
from siaga.readiness.actions.openings import open_picture
from siaga.readiness.actions.snapshots import freeze_picture
from siaga.readiness.models import Claim, Indicator, Opening
from siaga.reporting.access import access_submission, sees_reporter, sees_sensitive
from siaga.reporting.actions.duties import end_duty
from siaga.reporting.actions.review import accept_report, check_report
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.incoming import Report
from siaga.reporting.queries.owed import visible_expected
from siaga.reporting.units import agency_unit, station_unit
from siaga.wilayah.models import Region
from tests.factories import NOW, reports

Attempt = tuple[Place, Callable[[Actor], object]]
SOMEBODY_ELSE = 999


def reported(
    regions: dict[str, Region],
    elections: Sequence[Election],
    stations: Sequence[PollingStation],
    agencies: Sequence[Agency],
) -> Iterator[tuple[Verb, Attempt]]:
    """Instruments, duties and reports: about TPS of every place, and about an agency."""
    about_tps = reports.version(reports.instrument("pintu-tps"))
    about_agency = reports.version(reports.instrument("pintu-instansi", UnitKind.AGENCY))
    for code in ("16.72", "16.03"):
        own = Instrument.objects.create(name=f"milik-{code[3:]}", title="Contoh", unit_kind="tps", region=regions[code])
        yield Verb.INSTRUMENT_VIEW, (own.place, lambda actor, i=own: access_instrument(actor, i.name))
        yield Verb.INSTRUMENT_CHANGE, (own.place, lambda actor, i=own: retire_instrument(
            actor=actor, instrument=i, reason="contoh", now=NOW))  # fmt: skip
    units = [(station.election, about_tps, station_unit(station)) for station in stations]
    units += [(elections[0], about_agency, agency_unit(agency)) for agency in agencies if agency.key == "kpu"][:1]
    for number, (election, version, unit) in enumerate(units):
        where = regions[unit.region_code[:5]]
        duty = reports.Duty.objects.filter(election=election, instrument=version.instrument).first() or reports.duty(
            election, version.instrument, where
        )
        if not number or duty.expected.count() == 0:
            yield Verb.DUTY_CHANGE, (duty.place, lambda actor, d=duty: end_duty(
                actor=actor, duty=d, reason="contoh", now=NOW))  # fmt: skip
        owed = reports.expected(duty, unit)
        yield (
            Verb.DUTY_VIEW,
            (unit.place, lambda actor, o=owed: found(visible_expected(actor).filter(pk=o.pk).exists())),
        )
        sent = reports.submission(election, version, unit, sender_id=SOMEBODY_ELSE)
        place = sent.unit_place
        yield Verb.SUBMISSION_VIEW, (place, lambda actor, s=sent: access_submission(actor, s.pk))
        yield Verb.SUBMISSION_CHECK, (place, lambda actor, s=sent: check_report(actor=actor, submission=s, now=NOW))
        yield Verb.SUBMISSION_ACCEPT, (place, lambda actor, s=sent: accept_report(actor=actor, submission=s, now=NOW))
        yield Verb.SUBMISSION_SENSITIVE, (place, lambda actor, p=place: found(sees_sensitive(actor, p)))
        yield Verb.REPORTER_VIEW, (place, lambda actor, p=place: found(sees_reporter(actor, p)))
        report = Report(
            instance_id=f"uuid:pintu-{number}", election=election, instrument=version.instrument.name, unit=str(unit),
            observed_at=NOW, values={"listrik": "ya"},
        )  # fmt: skip
        yield Verb.SUBMISSION_SEND, (place, lambda actor, r=report: submit_report(actor=actor, report=r, now=NOW))


def pictured(
    regions: dict[str, Region], elections: Sequence[Election], agencies: Sequence[Agency]
) -> Iterator[tuple[Verb, Attempt]]:
    """Pictures closed and opened, snapshots, indicators and claims."""
    closed, opened = elections[0], elections[2]
    Opening.objects.create(election=opened, region=regions["16"], picture=True, claims=False)
    for code in ("16", "16.72", "16.72.01", "16.72.01.1001", "16.03", "16.72.01.1001/001"):
        place = place_of(closed, code)
        yield Verb.PICTURE_VIEW, (place, lambda actor, c=code: found(sees_picture(actor, closed, c)))
        # The opening is what lets in: who sees the closed one too does not come by it.
        yield Verb.PICTURE_OPENED, (place_of(opened, code), lambda actor, c=code: found(
            sees_picture(actor, opened, c) and not sees_picture(actor, closed, c)))  # fmt: skip
    for code in ("16.72", "16.72.01", "16.03"):
        region = regions[code]
        yield Verb.PICTURE_OPEN, (Place(code), lambda actor, r=region: open_picture(
            actor=actor, election=closed, region=r, picture=True, claims=True, now=NOW))  # fmt: skip
        yield Verb.SNAPSHOT_MAKE, (Place(code), lambda actor, r=region: freeze_picture(
            actor=actor, election=closed, region=r, scale="readiness", title="Contoh", now=NOW))  # fmt: skip
    about = reports.version(reports.instrument("pintu-indikator"))
    for election in elections:
        indicator = Indicator.objects.create(
            election=election, instrument=about.instrument, scale="readiness", key="contoh", name="Contoh",
            question="listrik", rule={"kind": "choice", "scores": {"ya": 1}}, slot=0, denominator="TPS", since=NOW,
        )  # fmt: skip
        yield Verb.INDICATOR_CHANGE, (election.place, lambda actor, i=indicator: set_terms(
            actor=actor, indicator=i, weight=7, stale_days=3, reason="contoh", now=NOW))  # fmt: skip
    for agency in agencies:
        claim = Claim.objects.create(
            election=closed, agency=agency, region=agency.region, share=800_000, stated_at=NOW, said_by="Ketua",
            source="rapat", made_at=NOW,
        )  # fmt: skip
        yield Verb.CLAIM_VIEW, (claim.place, lambda actor, c=claim: access_claim(actor, closed, c.pk))
        yield Verb.CLAIM_MAKE, (claim.place, lambda actor, c=claim: withdraw_claim(
            actor=actor, claim=c, reason="contoh", now=NOW))  # fmt: skip


def found(there: bool) -> None:
    """What a page does where a query says no."""
    if not there:
        raise Refused
