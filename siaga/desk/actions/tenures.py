"""Terms of office: appoint, end, correct, strike out. The rule of overlap is kept here and in the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.desk.actions.persons import create_person
from siaga.desk.errors import Closed, Incomplete, TermClash, WrongOrder
from siaga.desk.locks import lock_office
from siaga.desk.models import Office, Person, Tenure, TenureKind
from siaga.desk.queries.terms import clash
from siaga.ledger.recording import action, nothing_changed, record


def _check(office: Office, kind: str, starts: date, ends: date | None, *, but: int | None = None) -> None:
    if kind not in TenureKind.values:
        raise Incomplete(_("Status jabatan tidak dikenal."), _("Pilih dari daftar."), field="kind")
    if ends is not None and ends < starts:
        raise WrongOrder
    if other := clash(office, kind, starts, ends, but=but):
        raise TermClash(f"{other.styled_title} {other.person.name}", other.starts, other.ends)


@action("tenure.appoint")
def appoint(
    *,
    actor: Actor,
    office: Office,
    person: Person | str,
    kind: str,
    starts: date,
    now: datetime,
    ends: date | None = None,
    basis: str = "",
    end_previous: bool = False,
) -> Tenure:
    """Let a person hold an office from a day: definitively, or standing in as Pj, Pjs, Plt or Plh.

    person: an official, or the name of one who is not noted yet and will be, at the office's agency.
    A stand-in does not end the definitive term. ``end_previous`` ends the running term of the same sort the day
    before. Raises ``TermClash`` naming the other term, ``WrongOrder``, ``Closed``.
    """
    require(actor, Verb.OFFICE_CHANGE, office.place)
    office = lock_office(office)
    if office.agency.closed_on and office.agency.closed_on <= starts:
        raise Closed(office.agency.name)
    if end_previous:
        running = clash(office, kind, starts, ends)
        if running is not None and running.starts < starts and (running.ends is None or running.ends >= starts):
            end_tenure(actor=actor, tenure=running, on=starts - timedelta(days=1), now=now)
    _check(office, kind, starts, ends)
    if isinstance(person, str):
        person = create_person(actor=actor, name=person, region_code="", agency=office.agency, now=now)
    tenure = Tenure.objects.create(
        office=office, person=person, kind=kind, starts=starts, ends=ends, basis=basis.strip()[:160]
    )
    record(actor, "tenure.appoint", tenure, before=None, after=tenure.as_fact(), now=now)
    return tenure


def _lock(tenure: Tenure) -> Tenure:
    office = lock_office(tenure.office)
    found = office.tenures.select_related("person", "office__agency__region").filter(pk=tenure.pk).first()
    if found is None:
        raise Refused
    return found


@action("tenure.end")
def end_tenure(*, actor: Actor, tenure: Tenure, on: date, now: datetime, reason: str = "") -> Tenure:
    """Set the last day of a term; it may lie ahead, and may be moved. Raises ``WrongOrder``, ``TermClash``."""
    require(actor, Verb.OFFICE_CHANGE, tenure.office.place)
    tenure = _lock(tenure)
    if tenure.ends == on:
        nothing_changed()
        return tenure
    _check(tenure.office, tenure.kind, tenure.starts, on, but=tenure.pk)
    before = tenure.as_fact()
    tenure.ends = on
    tenure.save(update_fields=["ends"])
    record(actor, "tenure.end", tenure, before=before, after=tenure.as_fact(), now=now, reason=reason.strip())
    return tenure


@action("tenure.correct")
def correct_tenure(
    *,
    actor: Actor,
    tenure: Tenure,
    person: Person,
    kind: str,
    starts: date,
    ends: date | None,
    basis: str,
    reason: str,
    now: datetime,
) -> Tenure:
    """Put right what was noted wrongly about a term, with a reason; the ledger keeps what stood before."""
    require(actor, Verb.OFFICE_CHANGE, tenure.office.place)
    tenure = _lock(tenure)
    if not reason.strip():
        raise Incomplete(_("Alasan perbaikan belum diisi."), _("Tulis apa yang keliru."), field="reason")
    _check(tenure.office, kind, starts, ends, but=tenure.pk)
    before = tenure.as_fact()
    tenure.person, tenure.kind, tenure.starts, tenure.ends = person, kind, starts, ends
    tenure.basis = basis.strip()[:160]
    after = tenure.as_fact()
    if after == before:
        nothing_changed()
        return tenure
    tenure.save()
    record(actor, "tenure.correct", tenure, before=before, after=after, now=now, reason=reason.strip())
    return tenure


@action("tenure.strike")
def strike_tenure(*, actor: Actor, tenure: Tenure, reason: str, now: datetime) -> None:
    """Take out a term that never was; the ledger keeps that it had been noted."""
    require(actor, Verb.OFFICE_CHANGE, tenure.office.place)
    tenure = _lock(tenure)
    if not reason.strip():
        raise Incomplete(_("Alasan penghapusan belum diisi."), _("Tulis mengapa catatan ini keliru."), field="reason")
    record(actor, "tenure.strike", tenure, before=tenure.as_fact(), after=None, now=now, reason=reason.strip())
    tenure.delete()
