"""What is owed line by line: by unit, and by person with the words of a reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.desk.clean import phone_digits
from siaga.kit.tables import Column, Empty, Table
from siaga.kit.words import age
from siaga.reporting.queries.debtors import Debtor
from siaga.reporting.queries.owed import Line
from siaga.reporting.reminders import messenger_link
from siaga.reporting.views.owed.words import ROLES, role_words


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


_PAID = Empty(
    title=gettext_lazy("Tidak ada yang menunggak"),
    text=gettext_lazy("Semua laporan yang sudah jatuh tempo di sini sudah masuk."),
    icon="checks",
)
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
            sort=True,
            total=True,
            phone=False,
        ),
        Column(
            key="since",
            label=gettext_lazy("Sejak"),
            value=lambda debt: debt.line.since,
            format="day",
            sort=True,
            sub=lambda debt: age(debt.line.since, debt.now),
        ),
        Column(
            key="last",
            label=gettext_lazy("Laporan terakhir"),
            value=lambda debt: debt.line.last,
            format="day",
            sort=True,
            phone=False,
        ),
        Column(
            key="who",
            label=gettext_lazy("Yang melapor"),
            value=lambda debt: debt.who,
            sort=True,
            sub=lambda debt: str(ROLES[str(debt.people[0].role if debt.people else debt.line.role)]),
            phone=False,
        ),
    ],
    search=lambda debts, words: [debt for debt in debts if _has(debt, words)],
    search_label=gettext_lazy("Cari unit, wilayah, atau nama"),
    row_url=lambda debt: debt.url,
    empty=_PAID,
)


def _has(debt: Debt, words: str) -> bool:
    text = f"{debt.line.unit_label} {debt.line.place} {debt.line.unit_code} {debt.who}".casefold()
    return all(word in text for word in words.casefold().split())


PEOPLE = Table(
    key="tagihan-orang",
    title=gettext_lazy("Siapa belum lapor, menurut orang"),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Nama"),
            value=lambda row: row.name,
            sub=lambda row: row.role if row.debtor.name else "",
            sort=True,
        ),
        Column(
            key="missed",
            label=gettext_lazy("Belum masuk"),
            value=lambda row: row.missed,
            format="number",
            sort=True,
        ),
        Column(
            key="units",
            label=gettext_lazy("Unit"),
            value=lambda row: len(row.debts),
            format="number",
            sort=True,
            phone=False,
        ),
        Column(
            key="since",
            label=gettext_lazy("Sejak"),
            value=lambda row: row.since,
            format="day",
            sort=True,
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
    empty=_PAID,
    per_page=25,
)
