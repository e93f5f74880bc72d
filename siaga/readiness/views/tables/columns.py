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
from siaga.readiness.views.classes import class_words


def of_figure(read: Callable[[Figure], Any]) -> Callable[[Any], Any]:
    """From a row to something of its figure."""

    def of(row: Any) -> Any:
        return read(row.figure)

    return of


def share(
    key: str, label: str | Promise, read: Callable[[Any], Fraction | None], *, cell: str = "", phone: bool = True
) -> Column:
    """A share of 0 to 1 that sorts by itself."""
    return Column(key=key, label=label, value=read, format="percent", sort=True, cell=cell, phone=phone)


def count(key: str, label: str | Promise, read: Callable[[Any], int], *, phone: bool = False) -> Column:
    """A whole number that sorts by itself."""
    return Column(key=key, label=label, value=read, format="number", sort=True, phone=phone)


def summed(column: Column) -> Column:
    """The same with its sum in the totals row."""
    return replace(column, total=True)


def below(column: Column) -> Column:
    """The same, which on a phone stands under the name."""
    return replace(column, below=True)


def in_files(key: str, label: str | Promise, read: Callable[[Any], int]) -> Column:
    """A whole number that exports alone carry."""
    return Column(key=key, label=label, value=read, format="number", screen=False)


def named(label: str | Promise, **more: Any) -> tuple[Column, Column]:
    """The name of a place, in the order of the codes, and in exports its code."""
    return (
        Column(key="name", label=label, sort=lambda row: row.code, **more),
        Column(key="code", label=_("Kode"), format="code", screen=False),
    )


def tone(label: str | Promise, *, phone: bool = True) -> Column:
    """The colour of a row on the map, in words."""
    return Column(
        key="state",
        label=label,
        value=lambda row: class_words(row.tone) or _("tidak ada kewajiban"),
        cell="readiness/parts/class_cell.html",
        phone=phone,
    )


def value(label: str | Promise, cell: str = "readiness/cells/bar.html") -> Column:
    return share("value", label, of_figure(lambda figure: figure.value), cell=cell)


def told_value(label: str | Promise) -> Column:
    """The value, where anything was reported."""
    return share("value", label, of_figure(lambda figure: figure.value if figure.reported else None))


COVERAGE = share("coverage", _("Cakupan"), of_figure(lambda figure: figure.coverage))
VERIFIED = share("verified", _("Terverifikasi"), of_figure(lambda figure: figure.verified), phone=False)
CLAIMED = share("claimed", _("Diklaim"), lambda row: row.claimed, phone=False)
DIFFERENCE = replace(share("difference", _("Selisih klaim"), lambda row: row.difference), screen=False)
PAIRS = (
    in_files("reported", _("Isian masuk"), of_figure(lambda figure: figure.reported)),
    in_files("expected", _("Isian yang diharapkan"), of_figure(lambda figure: figure.expected)),
)
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
        field="standing",
    )
