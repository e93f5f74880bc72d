"""What a checked row writes; its new things are known to the rows below it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.desk.importing.wanted import Ground, Wanted
from siaga.desk.models import Account, Grant
from siaga.intake.plan import UPDATED, Row

_AGENCY, _OFFICE, _PERSON, _TERM, _ACCOUNT, _GRANT = range(6)
"""Waves in which new things are written, so that later ones can point to earlier ones."""
_SHOWN = {"name": "nama", "phone": "telepon", "email": "surel", "nip": "NIP", "rank": "pangkat/golongan"}


def plan_row(ground: Ground, row: Row, wanted: Wanted) -> None:
    plan = ground.plan
    _plan_offices(ground, row, wanted)
    _plan_person(ground, row, wanted)
    account = wanted.account
    if account is not None:
        region = account.region_code
        if account.pk is None and account.username not in ground.known.accounts:
            plan.create(row, account, region=region, label=account.username, wave=_ACCOUNT)
            ground.known.accounts[account.username] = account
        elif wanted.account_person:
            plan.update(row, account, {"person": wanted.person}, region=region, label=account.username, shown=[])
        if wanted.grant is not None:
            _plan_grant(ground, row, account, wanted.grant, wanted.grant_units)
    plan.keep(row)


def _plan_offices(ground: Ground, row: Row, wanted: Wanted) -> None:
    plan, agency, office, term = ground.plan, wanted.agency, wanted.office, wanted.term
    if agency is None:
        return
    region = agency.region.code
    if agency.pk is None and (agency.key, region) not in ground.known.agencies:
        plan.create(row, agency, region=region, label=agency.name, wave=_AGENCY)
        ground.known.add_agency(agency)
    elif wanted.agency_values and agency.pk:
        plan.update(row, agency, wanted.agency_values, region=region, label=agency.code)
        ground.known.name_agency(agency, wanted.agency_values["name"])
    if office is not None and office.pk is None and ground.known.office(agency, office.title) is None:
        plan.create(row, office, region=region, label=f"{office.title}, {agency.name}", wave=_OFFICE)
        ground.known.add_office(office)
    if office is not None and term is not None:
        if term.pk is None and term not in ground.known.terms_at(office):
            plan.create(row, term, region=region, label=str(term), wave=_TERM)
            ground.known.terms_at(office).append(term)
        elif wanted.term_values and term.pk:
            plan.update(row, term, wanted.term_values, region=region, label=str(term))


def _plan_person(ground: Ground, row: Row, wanted: Wanted) -> None:
    person = wanted.person
    if person is None:
        return
    if person.pk is None:
        if not any(person is one for one in ground.known.by_name.get((person.search_name, person.region_code), [])):
            ground.plan.create(row, person, region=person.region_code, label=person.name, wave=_PERSON)
            ground.known.add_person(person)
    elif wanted.person_values:
        # The preview is kept with the run: it says that a number changes, not which.
        shown = [(_SHOWN[field], "", _("(diubah)")) for field in wanted.person_values if field in _SHOWN]
        ground.plan.update(row, person, wanted.person_values, region=person.region_code, label=person.name, shown=shown)


def _plan_grant(ground: Ground, row: Row, account: Account, grant: Grant, units: list[str] | None) -> None:
    region = grant.region.code if grant.region else ""
    label = f"{account.username}: {grant.get_role_display()}"
    if grant.pk is None:
        if not any(grant is one for one in ground.known.grants_of(account)):
            ground.plan.create(row, grant, region=region, label=label, wave=_GRANT, counts_as=UPDATED)
            ground.known.grants_of(account).append(grant)
    elif units is not None:
        values: dict[str, object] = {"units": units}
        if any("/" in unit for unit in units):
            values["election"] = ground.election
        ground.plan.update(row, grant, values, region=region, label=label)
