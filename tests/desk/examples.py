"""One runnable example of each action on agencies, offices, officials, terms, desks and support requests."""

from __future__ import annotations

from datetime import date

from siaga.desk.actions import agencies, desks, offices, persons, support, tenures
from siaga.desk.kinds import kinds
from siaga.desk.models import Agency, Desk, Office, Section, SectionMember, SupportRequest, Tenure
from siaga.desk.queries.standard_set import Wanted
from tests import people
from tests.examples import EMAIL, NIP, PHONE, example
from tests.factories import NOW, account, agency, election, tree
from tests.factories import offices as made

DAY = date(2024, 10, 30)
ACT = {"actor": people.secretariat, "now": NOW}
KPU = {"actor": people.officer, "now": NOW}


def _kpu() -> Agency:
    return agency("kpu", tree()[people.CITY], "KPU Kota Pagar Alam")


def _chair() -> Office:
    return made.office(_kpu(), "Ketua KPU")


def _term() -> Tenure:
    return made.term(_chair(), made.person("Contoh Ani", phone=PHONE, email=EMAIL, nip=NIP), date(2023, 10, 30))


def _desk() -> Desk:
    return made.desk(tree()[people.CITY])


def _section() -> Section:
    return Section.objects.create(desk=_desk(), name="Bidang Contoh", functions=["pantau"], position=1)


def _member() -> SectionMember:
    section = _section()
    return SectionMember.objects.create(
        section=section, office=made.office(agency("kpu", section.desk.region), "Ketua KPU"), head=True
    )


def _request(**fields: object) -> SupportRequest:
    kpu = _kpu()
    return made.request(election(kpu.region), kpu, **fields)


@example("agency.create")
def create_agency() -> None:
    agencies.create_agency(**ACT, kind="pemda", region=tree()[people.CITY], with_offices=True)


@example("agency.rename")
def rename_agency() -> None:
    agencies.rename_agency(**ACT, agency=_kpu(), name="KPU Pagar Alam")


@example("agency.change")
def change_agency() -> None:
    agencies.change_agency(**ACT, agency=_kpu(), short_name="KPU", address="Jalan Contoh 1")


@example("agency.close")
def close_agency() -> None:
    agencies.close_agency(**ACT, agency=_kpu(), on=DAY, reason="Digabung")


@example("agency.reopen")
def reopen_agency() -> None:
    kpu = _kpu()
    Agency.objects.update(closed_on=DAY)
    agencies.reopen_agency(**ACT, agency=kpu)


@example("agency.add_alias")
def add_alias() -> None:
    agencies.add_alias(**ACT, agency=_kpu(), name="KPUD")


@example("agency.remove_alias")
def remove_alias() -> None:
    agencies.remove_alias(**ACT, alias=_kpu().aliases.create(name="KPUD"))


@example("agency.create_standard_set")
def create_standard_set() -> None:
    city = tree()[people.CITY]
    wanted = [Wanted(kind, city, kind.name_at(city), exists=False) for kind in (kinds()["kpu"], kinds()["polres"])]
    agencies.create_standard_set(**ACT, region=city, wanted=wanted, with_offices=True)


@example("office.create")
def create_office() -> None:
    offices.create_office(**KPU, agency=_kpu(), title="Ketua KPU")


@example("office.change")
def change_office() -> None:
    offices.change_office(**KPU, office=_chair(), title="Ketua KPU Kota", position=2)


@example("office.remove")
def remove_office() -> None:
    offices.remove_office(**KPU, office=_chair())


@example("person.create")
def create_person() -> None:
    persons.create_person(
        **KPU, name="Contoh Ani", region_code="", agency=_kpu(), phone=PHONE, email=EMAIL, nip=NIP, rank="Pembina"
    )


@example("person.change")
def change_person() -> None:
    tree()
    persons.change_person(**ACT, person=made.person("Contoh Ani"), phone=PHONE, email=EMAIL, nip=NIP)


@example("person.merge")
def merge_persons() -> None:
    term = _term()
    signs_in = account("contoh")
    signs_in.person = term.person
    signs_in.save()
    persons.merge_persons(**ACT, keep=made.person("Contoh Ani S."), double=term.person)


@example("person.remove")
def remove_person() -> None:
    persons.remove_person(**ACT, person=made.person("Contoh Ani", phone=PHONE))


@example("tenure.appoint")
def appoint() -> None:
    term = _term()
    tenures.appoint(
        **KPU,
        office=term.office,
        person=made.person("Contoh Budi"),
        kind="definitif",
        starts=DAY,
        basis="SK contoh",
        end_previous=True,
    )


@example("tenure.end")
def end_tenure() -> None:
    tenures.end_tenure(**KPU, tenure=_term(), on=DAY, reason="Mundur")


@example("tenure.correct")
def correct_tenure() -> None:
    term = _term()
    tenures.correct_tenure(
        **KPU, tenure=term, person=term.person, kind="plt", starts=DAY, ends=None, basis="", reason="Salah ketik"
    )


@example("tenure.strike")
def strike_tenure() -> None:
    tenures.strike_tenure(**KPU, tenure=_term(), reason="Bukan jabatan ini")


@example("desk.create")
def create_desk() -> None:
    city = tree()[people.CITY]
    desks.create_desk(**ACT, region=city, name="Desk Pilkada", decree_number="100/CONTOH", elections=[election(city)])


@example("desk.change")
def change_desk() -> None:
    desk = _desk()
    desks.change_desk(
        **ACT,
        desk=desk,
        name="Desk Pemilu dan Pilkada",
        decree_number="100/CONTOH",
        decree_date=DAY,
        decree_title="Pembentukan Desk",
        lead_agency=None,
        chair=None,
        elections=[election(desk.region)],
    )


@example("desk.close")
def close_desk() -> None:
    desks.close_desk(**ACT, desk=_desk(), on=DAY, reason="Tugas selesai")


@example("desk.add_section")
def add_section() -> None:
    desks.add_section(**ACT, desk=_desk(), name="Bidang Logistik", functions=["antisipasi"])


@example("desk.change_section")
def change_section() -> None:
    desks.change_section(**ACT, section=_section(), name="Bidang Pemantauan", functions=["pantau", "lapor"])


@example("desk.remove_section")
def remove_section() -> None:
    desks.remove_section(**ACT, section=_member().section)


@example("desk.seat")
def seat_office() -> None:
    member = _member()
    desks.seat_office(
        **ACT, section=member.section, office=made.office(member.office.agency, "Sekretaris KPU", 2), head=True
    )


@example("desk.unseat")
def unseat_office() -> None:
    desks.unseat_office(**ACT, member=_member())


@example("support.ask")
def ask_support() -> None:
    kpu = _kpu()
    support.ask_support(
        **KPU, election=election(kpu.region), asked_by=kpu, kind="gudang", title="Gudang", due=DAY, asked_on=DAY
    )


@example("support.change")
def change_support() -> None:
    support.change_support(
        **KPU, request=_request(), kind="gudang", title="Gudang lebih besar", detail="", letter="", due=DAY
    )


@example("support.answer")
def answer_support() -> None:
    support.answer_support(
        **ACT, request=_request(), granted=False, answer="Gudang dipakai", answered_by=None, answered_on=DAY
    )


@example("support.deliver")
def deliver_support() -> None:
    support.deliver_support(**ACT, request=_request(state="disetujui"), delivered_on=DAY)


@example("support.withdraw")
def withdraw_support() -> None:
    support.withdraw_support(**KPU, request=_request(), reason="Sudah ada gudang")
