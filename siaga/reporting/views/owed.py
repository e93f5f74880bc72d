"""Who owes what: headline figures, debts by unit, sub-district, reporter, checklist and person; ready reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Table
from siaga.kit.words import age, short_day
from siaga.reporting.access import units_below
from siaga.reporting.queries.debtors import Debtor, Directory, by_person
from siaga.reporting.queries.owed import (
    LINES,
    GroupTally,
    Line,
    ReporterTally,
    Tally,
    asked_for,
    by_district,
    by_instrument,
    by_reporter,
    count_lines,
    districts_in,
    instruments_in,
    lines,
    tally,
)
from siaga.reporting.reminders import Reminded, fill_path, messenger_link, phone_digits, reminder
from siaga.reporting.views.choosing import chosen_election, elections_of
from siaga.wilayah.codes import is_code
from siaga.wilayah.models import Region

_ROLES = {str(role): label for role, label in ROLE_CHOICES}
VIEWS = (
    ("unit", gettext_lazy("Unit")),
    ("kecamatan", gettext_lazy("Kecamatan")),
    ("pelapor", gettext_lazy("Instansi dan pelapor")),
    ("instrumen", gettext_lazy("Instrumen")),
    ("orang", gettext_lazy("Orang")),
)
WINDOWS = {"7": 7, "14": 14, "30": 30}


@dataclass(frozen=True, slots=True)
class Debt:
    """A line of debt with the people behind it."""

    line: Line
    people: tuple[Debtor, ...]
    now: datetime

    @property
    def who(self) -> str:
        """Names where they may be known, else the role; that nobody is assigned is said so."""
        if not self.people:
            return _("belum ada petugas")
        names = [one.name for one in self.people if one.name]
        return ", ".join(names[:3]) if names else role_words(self.people[0])

    @property
    def state(self) -> str:
        return "bungkam" if self.line.silent else "terlewat"

    @property
    def url(self) -> str:
        below = self.line.unit_code if self.line.unit_kind == "tps" else self.line.region_code
        return reverse("reporting:submissions") + "?" + urlencode({"wilayah": below})


@dataclass(frozen=True, slots=True)
class PersonDebts:
    """What one person owes, with the words of a reminder and the address that opens them."""

    debtor: Debtor
    debts: tuple[Line, ...]
    text: str
    now: datetime

    @property
    def key(self) -> str:
        return f"ingat-{self.debtor.account_id}"

    @property
    def name(self) -> str:
        return self.debtor.name or role_words(self.debtor)

    @property
    def role(self) -> str:
        return role_words(self.debtor)

    @property
    def missed(self) -> int:
        return sum(line.missed for line in self.debts)

    @property
    def since(self) -> datetime:
        return min(line.since for line in self.debts)

    @property
    def link(self) -> str:
        return messenger_link(self.debtor.phone, self.text)

    @property
    def has_number(self) -> bool:
        return bool(phone_digits(self.debtor.phone))


def role_words(debtor: Debtor) -> str:
    label = str(_ROLES[str(debtor.role)])
    return f"{label} · {debtor.agency}" if debtor.agency else label


def _since_words(line: Line, now: datetime) -> str:
    return f"{short_day(line.since)} ({age(line.since, now)})"


UNITS = Table(
    key="tunggakan",
    title=gettext_lazy("Siapa belum lapor"),
    columns=[
        Column(
            key="unit",
            label=gettext_lazy("Unit"),
            value=lambda debt: debt.line.unit_label,
            sort=lambda debt: debt.line.unit_code,
            sub=lambda debt: f"{debt.line.instrument_title} · {debt.line.place}",
        ),
        Column(key="code", label=gettext_lazy("Kode"), value=lambda debt: debt.line.unit, screen=False),
        Column(
            key="instrument",
            label=gettext_lazy("Instrumen"),
            value=lambda debt: debt.line.instrument_title,
            screen=False,
        ),
        Column(key="state", label=gettext_lazy("Keadaan"), value=lambda debt: debt.state, format="status"),
        Column(
            key="missed",
            label=gettext_lazy("Belum masuk"),
            value=lambda debt: debt.line.missed,
            format="number",
            sort=lambda debt: debt.line.missed,
            total=lambda debts: sum(debt.line.missed for debt in debts),
            phone=False,
        ),
        Column(
            key="since",
            label=gettext_lazy("Sejak"),
            value=lambda debt: debt.line.since,
            format="day",
            sort=lambda debt: debt.line.since,
            sub=lambda debt: age(debt.line.since, debt.now),
        ),
        Column(
            key="last",
            label=gettext_lazy("Laporan terakhir"),
            value=lambda debt: debt.line.last,
            format="day",
            sort=lambda debt: debt.line.last,
            phone=False,
        ),
        Column(
            key="who",
            label=gettext_lazy("Yang melapor"),
            value=lambda debt: debt.who,
            sort=lambda debt: debt.who,
            sub=lambda debt: str(_ROLES[str(debt.people[0].role if debt.people else debt.line.role)]),
            phone=False,
        ),
    ],
    search=lambda debts, words: [debt for debt in debts if _has(debt, words)],
    search_label=gettext_lazy("Cari unit, wilayah, atau nama"),
    row_url=lambda debt: debt.url,
    empty=Empty(
        title=gettext_lazy("Tidak ada yang menunggak"),
        text=gettext_lazy("Semua laporan yang sudah jatuh tempo di sini sudah masuk."),
        icon="checks",
    ),
)


def _has(debt: Debt, words: str) -> bool:
    text = f"{debt.line.unit_label} {debt.line.place} {debt.line.unit_code} {debt.who}".casefold()
    return all(word in text for word in words.casefold().split())


def _tally_columns(tally_of: Any) -> list[Column]:
    return [
        Column(
            key="asked",
            label=gettext_lazy("Diminta"),
            value=lambda row: tally_of(row).asked,
            format="number",
            sort=lambda row: tally_of(row).asked,
            total=lambda rows: sum(tally_of(row).asked for row in rows),
        ),
        Column(
            key="on_time",
            label=gettext_lazy("Tepat waktu"),
            value=lambda row: tally_of(row).on_time_share,
            format="percent",
            sort=lambda row: tally_of(row).on_time_share,
        ),
        Column(
            key="late",
            label=gettext_lazy("Terlambat"),
            value=lambda row: tally_of(row).late_share,
            format="percent",
            sort=lambda row: tally_of(row).late_share,
            phone=False,
        ),
        Column(
            key="missing_share",
            label=gettext_lazy("Bungkam"),
            value=lambda row: tally_of(row).missing_share,
            format="percent",
            sort=lambda row: tally_of(row).missing_share,
        ),
        Column(
            key="missing",
            label=gettext_lazy("Belum masuk"),
            value=lambda row: tally_of(row).missing,
            format="number",
            sort=lambda row: tally_of(row).missing,
            total=lambda rows: sum(tally_of(row).missing for row in rows),
        ),
        Column(
            key="nil",
            label=gettext_lazy("Nihil"),
            value=lambda row: tally_of(row).nil,
            format="number",
            sort=lambda row: tally_of(row).nil,
            total=lambda rows: sum(tally_of(row).nil for row in rows),
            phone=False,
        ),
    ]


_NOTHING = Empty(
    title=gettext_lazy("Belum ada laporan yang jatuh tempo"),
    text=gettext_lazy(
        "Begitu laporan pertama jatuh tempo, di sini tampil siapa yang tepat waktu dan siapa yang tidak."
    ),
    icon="calendar-event",
)


def _of_group(row: GroupTally) -> Tally:
    return row.tally


def _of_reporter(row: ReporterTally) -> Tally:
    return row.tally


DISTRICTS = Table(
    key="tagihan-kecamatan",
    title=gettext_lazy("Siapa belum lapor, menurut kecamatan"),
    columns=[
        Column(
            key="label",
            label=gettext_lazy("Kecamatan"),
            value=lambda row: row.label or _("Tingkat kabupaten/kota"),
            sub="place",
            sort=lambda row: row.label,
        ),
        *_tally_columns(_of_group),
    ],
    empty=_NOTHING,
    row_url=lambda row: f"?{urlencode({'wilayah': row.key})}" if row.key else "",
)
INSTRUMENTS = Table(
    key="tagihan-instrumen",
    title=gettext_lazy("Siapa belum lapor, menurut instrumen"),
    columns=[
        Column(key="label", label=gettext_lazy("Instrumen"), sort=lambda row: row.label),
        *_tally_columns(_of_group),
    ],
    empty=_NOTHING,
    row_url=lambda row: f"?{urlencode({'instrumen': row.key})}",
)
REPORTERS = Table(
    key="tagihan-pelapor",
    title=gettext_lazy("Siapa belum lapor, menurut instansi dan pelapor"),
    columns=[
        Column(
            key="label",
            label=gettext_lazy("Pelapor"),
            value=lambda row: row.agency_name or str(_ROLES[row.role]),
            sub=lambda row: row.district or "",
            sort=lambda row: (row.agency_name or str(_ROLES[row.role]), row.district),
        ),
        *_tally_columns(_of_reporter),
    ],
    empty=_NOTHING,
)
PEOPLE = Table(
    key="tagihan-orang",
    title=gettext_lazy("Siapa belum lapor, menurut orang"),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Nama"),
            value=lambda row: row.name,
            sub=lambda row: row.role if row.debtor.name else "",
            sort=lambda row: row.name,
        ),
        Column(
            key="missed",
            label=gettext_lazy("Belum masuk"),
            value=lambda row: row.missed,
            format="number",
            sort=lambda row: row.missed,
        ),
        Column(
            key="units",
            label=gettext_lazy("Unit"),
            value=lambda row: len(row.debts),
            format="number",
            sort=lambda row: len(row.debts),
            phone=False,
        ),
        Column(
            key="since",
            label=gettext_lazy("Sejak"),
            value=lambda row: row.since,
            format="day",
            sort=lambda row: row.since,
            sub=lambda row: age(row.since, row.now),
            phone=False,
        ),
        Column(
            key="remind",
            label=gettext_lazy("Pengingat"),
            value=lambda row: row.text,
            cell="reporting/parts/remind_cell.html",
            export=False,
        ),
    ],
    search=lambda rows, words: [row for row in rows if words.casefold() in f"{row.name} {row.role}".casefold()],
    search_label=gettext_lazy("Cari nama atau instansi"),
    order="-missed",
    empty=Empty(
        title=gettext_lazy("Tidak ada yang menunggak"),
        text=gettext_lazy("Semua laporan yang sudah jatuh tempo di sini sudah masuk."),
        icon="checks",
    ),
    per_page=25,
)


@guarded(Verb.DUTY_VIEW)
def owed(request: ActorRequest) -> HttpResponseBase:
    """``?menurut=``: which view; ``?wilayah=``, ``?instrumen=``, ``?hari=``, ``?bungkam=1`` narrow all of it."""
    now = clock.now()
    election = chosen_election(request, request.actor)
    if election is None:
        return render(request, "reporting/owed.html", {"election": None, "title": UNITS.title})
    window = WINDOWS.get(request.GET.get("hari", ""))
    rows = asked_for(request.actor, election, now, now - timedelta(days=window) if window else None)
    region, instrument = _text(request, "wilayah"), _text(request, "instrumen")
    if region:
        if not is_code(region):
            raise Refused
        rows = rows.filter(units_below(region))
    if instrument:
        rows = rows.filter(instrument__name=instrument)
    chosen = request.GET.get("menurut", "unit")
    if chosen not in dict(VIEWS):
        chosen = "unit"
    silent_only = request.GET.get("bungkam") == "1"
    table, data, cut = _content(request, election, chosen, rows, silent_only, now)
    context = {
        "election": election,
        "elections": elections_of(request.actor),
        "counts": tally(rows),
        "views": VIEWS,
        "chosen": chosen,
        "districts": districts_in(request.actor, election),
        "instruments": instruments_in(election),
        "below": region,
        "instrument": instrument,
        "window": str(window or ""),
        "windows": [(key, _("%(n)d hari terakhir") % {"n": days}) for key, days in WINDOWS.items()],
        "silent_only": silent_only,
        "cut": cut,
        "most": LINES,
        "region": _region(region) or election.region,
    }
    return table.respond(request, data, template="reporting/owed.html", context=context)


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:60]


def _region(code: str) -> Region | None:
    return Region.objects.select_related("parent").filter(code=code).first() if code else None


def _content(
    request: ActorRequest, election: Election, chosen: str, rows: Any, silent_only: bool, now: datetime
) -> tuple[Table, Sequence[Any], int]:
    """The table of a view with its rows, and how many lines there are where not all could be shown."""
    if chosen == "kecamatan":
        return DISTRICTS, by_district(rows), 0
    if chosen == "instrumen":
        return INSTRUMENTS, by_instrument(rows), 0
    if chosen == "pelapor":
        return REPORTERS, by_reporter(rows), 0
    found = lines(rows, silent_only=silent_only)
    cut = count_lines(rows) if len(found) >= LINES else 0
    directory = Directory(request.actor, found, now)
    if chosen == "orang":
        return PEOPLE, _people(request, election, found, directory, now), cut
    return UNITS, [Debt(line, directory.of(line), now) for line in found], cut


def _people(
    request: HttpRequest, election: Election, found: list[Line], directory: Directory, now: datetime
) -> list[PersonDebts]:
    origin = settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")
    owed_by, people, _nobody = by_person(found, directory)
    tasks = origin + reverse("reporting:tasks")
    rows = []
    for account, debts in owed_by.items():
        told = [
            Reminded(
                line.instrument_title,
                line.unit_label,
                line.missed,
                _since_words(line, now),
                origin + fill_path(election.slug, line.instrument, line.unit),
            )
            for line in debts
        ]
        rows.append(PersonDebts(people[account], tuple(debts), reminder(election.name, told, tasks), now))
    return rows
