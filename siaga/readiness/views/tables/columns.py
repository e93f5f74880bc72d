"""Columns that the tables of the picture share: each row has a ``figure``, an ``age``, and perhaps ``claimed``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from siaga.kit.tables import Column, Empty, Filter
from siaga.readiness.arithmetic import Figure


def of_figure(read: Callable[[Figure], Any]) -> Callable[[Any], Any]:
    """From a row to something of its figure."""

    def of(row: Any) -> Any:
        return read(row.figure)

    return of


def share(
    key: str, label: str | Promise, read: Callable[[Any], Fraction | None], *, cell: str = "", phone: bool = True
) -> Column:
    """A share of 0 to 1 that sorts by itself."""
    return Column(key=key, label=label, value=read, format="percent", sort=read, cell=cell, phone=phone)


def count(key: str, label: str | Promise, read: Callable[[Any], int], *, phone: bool = False) -> Column:
    """A whole number that sorts by itself."""
    return Column(key=key, label=label, value=read, format="number", sort=read, phone=phone)


def summed(column: Column) -> Column:
    """The same with its sum in the totals row."""
    read = column.value
    assert read is not None
    return replace(column, total=lambda rows: sum(read(row) for row in rows))


def value(label: str | Promise, cell: str = "readiness/cells/bar.html") -> Column:
    return share("value", label, of_figure(lambda figure: figure.value), cell=cell)


COVERAGE = share("coverage", _("Cakupan"), of_figure(lambda figure: figure.coverage))
VERIFIED = share("verified", _("Terverifikasi"), of_figure(lambda figure: figure.verified), phone=False)
CLAIMED = share("claimed", _("Diklaim"), lambda row: row.claimed, phone=False)
DIFFERENCE = replace(share("difference", _("Selisih klaim"), lambda row: row.difference), screen=False)
AGE = Column(
    key="age",
    label=_("Umur"),
    value=lambda row: str(row.age),
    sort=lambda row: row.age.oldest,
    cell="readiness/cells/age.html",
    phone=False,
)
NOTHING = Empty(
    title=_("Belum ada bagian wilayah"),
    text=_("Wilayah di bawahnya muncul setelah daftar wilayah atau TPS diimpor."),
    icon="map-pins",
)
STANDINGS = [
    ("siap", _("Siap")),
    ("sebagian", _("Sebagian")),
    ("belum", _("Belum")),
    ("usang", _("Usang")),
    ("belum_lapor", _("Belum lapor")),
]
RISKS = [
    ("rawan", _("Rawan")),
    ("tanpa_kerawanan", _("Tanpa kerawanan")),
    ("belum_lengkap", _("Belum lengkap")),
    ("belum_lapor", _("Belum lapor")),
]


def by_standing(choices: list[tuple[str, Any]]) -> Filter:
    return Filter(
        key="keadaan",
        label=_("Keadaan"),
        chips=True,
        choices=choices,
        apply=lambda rows, value: [row for row in rows if row.standing == value],
    )
