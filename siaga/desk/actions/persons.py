"""Officials: who they are. Phone, e-mail and NIP stay out of the ledger in clear."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, require
from siaga.desk.access import may_change_person
from siaga.desk.clean import clean_email, clean_name, clean_nip, clean_phone
from siaga.desk.errors import Incomplete, StillInUse
from siaga.desk.models import Account, Agency, Person, Tenure
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.names import fold


@action("person.create")
def create_person(
    *,
    actor: Actor,
    name: str,
    region_code: str,
    now: datetime,
    agency: Agency | None = None,
    phone: str = "",
    email: str = "",
    nip: str = "",
    rank: str = "",
) -> Person:
    """Note an official. With ``agency``, whoever keeps that agency's offices may; else those of the region."""
    require(actor, Verb.OFFICE_CHANGE, agency.place if agency else Place(region_code))
    name = clean_name(name)
    person = Person.objects.create(
        name=name,
        search_name=fold(name),
        region_code=agency.region.code if agency else region_code,
        phone=clean_phone(phone),
        email=clean_email(email),
        nip=clean_nip(nip),
        rank=" ".join(rank.split())[:80],
    )
    record(actor, "person.create", person, before=None, after=person.as_fact(), now=now)
    return person


def _lock(person: Person) -> Person:
    found = Person.objects.select_for_update(of=("self",)).filter(pk=person.pk).first()
    if found is None:
        raise Refused
    return found


@action("person.change")
def change_person(
    *,
    actor: Actor,
    person: Person,
    now: datetime,
    name: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    nip: str | None = None,
    rank: str | None = None,
) -> Person:
    """Change what is kept about an official; what is None stays."""
    if not may_change_person(actor, person):
        raise Refused
    person = _lock(person)
    before = person.as_fact()
    if name is not None:
        person.name = clean_name(name)
        person.search_name = fold(person.name)
    if phone is not None:
        person.phone = clean_phone(phone)
    if email is not None:
        person.email = clean_email(email)
    if nip is not None:
        person.nip = clean_nip(nip)
    if rank is not None:
        person.rank = " ".join(rank.split())[:80]
    after = person.as_fact()
    if after == before:
        nothing_changed()
        return person
    person.save()
    record(actor, "person.change", person, before=before, after=after, now=now)
    return person


@action("person.merge")
def merge_persons(*, actor: Actor, keep: Person, double: Person, now: datetime) -> Person:
    """One official was noted twice: the terms and accounts of the double go over, and the double goes.

    What the kept one lacks (phone, e-mail, NIP, rank) is taken from the double.
    """
    if keep.pk == double.pk:
        raise Incomplete(_("Pejabat yang dipilih sama."), _("Pilih catatan ganda yang lain."), field="double")
    for person in (keep, double):
        if not may_change_person(actor, person):
            raise Refused
    keep, double = _lock(keep), _lock(double)
    if keep.nip and double.nip and keep.nip != double.nip:
        raise Incomplete(
            _("NIP keduanya berbeda, jadi mereka bukan orang yang sama."),
            _("Periksa NIP-nya dulu bila salah satu keliru."),
            field="double",
        )
    before, double_before = keep.as_fact(), double.as_fact()
    for term in Tenure.objects.filter(person=double).select_related("office__agency__region"):
        was = term.as_fact()
        term.person = keep
        term.save(update_fields=["person"])
        record(actor, "tenure.correct", term, before=was, after=term.as_fact(), now=now)
    for account in Account.objects.filter(person=double):
        was = account.as_fact()
        account.person = keep
        account.save(update_fields=["person"])
        record(actor, "account.change", account, before=was, after=account.as_fact(), now=now)
    for field in ("phone", "email", "nip", "rank"):
        if not getattr(keep, field):
            setattr(keep, field, getattr(double, field))
    keep.save()
    record(actor, "person.merge", keep, before=before, after=keep.as_fact(), now=now, reason=f"#{double.pk}")
    record(actor, "person.remove", double, before=double_before, after=None, now=now, reason=f"#{keep.pk}")
    double.delete()
    return keep


@action("person.remove")
def remove_person(*, actor: Actor, person: Person, now: datetime) -> None:
    """Remove an official who never held an office and has no account. Raises ``StillInUse`` otherwise."""
    if not may_change_person(actor, person):
        raise Refused
    person = _lock(person)
    uses = [
        words % count
        for count, words in (
            (person.tenures.count(), _("%d masa tugas")),
            (Account.objects.filter(Q(person=person)).count(), _("%d akun")),
        )
        if count
    ]
    if uses:
        raise StillInUse(person.name, uses)
    record(actor, "person.remove", person, before=person.as_fact(), after=None, now=now)
    person.delete()
