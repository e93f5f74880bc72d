"""Who serves, and from when to when."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Place, Verb, may
from siaga.desk.importing.wanted import Ground, RowRefused, Wanted
from siaga.desk.models import Person, Tenure, TenureKind
from siaga.desk.terms import overlaps
from siaga.intake.plan import Row
from siaga.wilayah.names import fold


def check_person(ground: Ground, row: Row, wanted: Wanted) -> None:
    name = row["name"]
    if not name:
        if row["username"] or row["starts"] or row["phone"] or row["email"] or row["nip"]:
            raise RowRefused("name", _("Nama orangnya kosong. Isi kolom Nama."))
        return
    place = wanted.agency.region if wanted.agency else wanted.region
    code = place.code if place else ""
    if place is None and not may(ground.actor, Verb.ACCOUNT_CHANGE, Place()):
        raise RowRefused("region", _("Baris ini memerlukan wilayah. Isi kolom Wilayah."))
    ground.reached("region", Place(code))
    person = _found_person(ground, row, wanted, code)
    values = {field: row[field] for field in ("phone", "email", "nip", "rank") if row[field]}
    if person is None:
        wanted.person = Person(name=name, search_name=fold(name), region_code=code, **values)
        return
    if person.region_code != code:
        ground.reached("name", Place(person.region_code))
    wanted.person = person
    changed = {field: value for field, value in values.items() if getattr(person, field) != value}
    if name != person.name:
        changed |= {"name": name, "search_name": fold(name)}
    wanted.person_values = changed or None


def _found_person(ground: Ground, row: Row, wanted: Wanted, code: str) -> Person | None:
    folded = fold(row["name"])
    if row["nip"] and (person := ground.known.by_nip.get(row["nip"])):
        if person.search_name != folded:
            raise RowRefused(
                "nip",
                _("NIP ini milik %(name)s. Periksa NIP atau namanya.") % {"name": person.name},
                value="",
            )
        return person
    holders = [
        term.person
        for term in (ground.known.terms_at(wanted.office) if wanted.office else [])
        if term.person.search_name == folded
    ]
    same = holders or ground.known.by_name.get((folded, code), [])
    same = list({id(person): person for person in same}.values())
    if row["nip"]:
        same = [person for person in same if not person.nip]
    if len(same) > 1:
        raise RowRefused(
            "name",
            _("Ada %(count)d orang bernama %(name)s di wilayah ini. Isi NIP-nya untuk membedakan.")
            % {"count": len(same), "name": row["name"]},
        )
    return same[0] if same else None


def check_term(ground: Ground, row: Row, wanted: Wanted) -> None:
    if wanted.office is None or wanted.person is None:
        return
    kind: str = row["kind"] or TenureKind.DEFINITIVE.value
    starts, ends = row["starts"], row["ends"]
    terms = ground.known.terms_at(wanted.office)
    own = [term for term in terms if term.person == wanted.person and term.kind == kind]
    if starts is None:
        if own:
            wanted.term = own[-1]
            return
        raise RowRefused(
            "starts", _("Tanggal mulai kosong. Isi sejak kapan %(name)s menjabat.") % {"name": row["name"]}
        )
    if ends is not None and ends < starts:
        raise RowRefused("ends", _("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal."))
    same = next((term for term in own if term.starts == starts), None)
    final = ends if ends is not None else (same.ends if same else None)
    for other in terms:
        alike = other is not same and other.stands_in == (kind != TenureKind.DEFINITIVE)
        if alike and overlaps(starts, final, other):
            raise RowRefused("starts", _clash(other))
    if same is None:
        wanted.term = Tenure(
            office=wanted.office,
            person=wanted.person,
            kind=kind,
            starts=starts,
            ends=ends,
            basis=row["basis"] or "",
        )
        return
    wanted.term = same
    changed: dict[str, object] = {}
    if ends is not None and ends != same.ends:
        changed["ends"] = ends
    if row["basis"] and row["basis"] != same.basis:
        changed["basis"] = row["basis"]
    wanted.term_values = changed or None


def _clash(other: Tenure) -> str:
    return _("Bertumpang tindih dengan %(who)s (%(starts)s sampai %(ends)s). Akhiri dulu masa tugas itu.") % {
        "who": f"{other.styled_title} {other.person.name}",
        "starts": date_format(other.starts, "j F Y"),
        "ends": date_format(other.ends, "j F Y") if other.ends else _("seterusnya"),
    }
