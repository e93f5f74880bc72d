"""The importer of class counts that others published: their sums are checked, and labels shifted by one are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Place, Verb, inside
from siaga.elections.choosing import chosen_election, election_field
from siaga.elections.models import Election, PollingStation
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import Code, Day, Field, Text, Whole
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.kerawanan.models import PublishedCount, risk_place
from siaga.kit.words import number
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold

COLUMNS = ("kurang_rawan", "rawan", "sangat_rawan", "khusus")
NEAR = 20
"""A figure looks like the sum of others where it differs from it by at most one part in so many."""


class PublishedImporter(Importer):
    """One row per area and source. Nothing of it enters our own counts."""

    kind = "kelas"
    title = gettext_lazy("Jumlah kelas yang diumumkan")
    about = gettext_lazy("Jumlah TPS tiap kelas kerawanan menurut sumber lain (Polri, pers), untuk disandingkan.")
    verb = Verb.RISK_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        Code(
            name="region_code",
            label=gettext_lazy("Kode wilayah"),
            synonyms=("kode", "kode wilayah", "kode kabupaten"),
            example="18",
        ),
        Text(
            name="region_name",
            label=gettext_lazy("Wilayah"),
            synonyms=("nama", "nama wilayah", "daerah", "kabupaten", "kabupaten/kota", "provinsi", "kecamatan", "name"),
            longest=120,
            example="Lampung",
            help=gettext_lazy("Dipakai bila kodenya tidak ada."),
        ),
        Whole(name="kurang_rawan", label=gettext_lazy("Kurang rawan"), synonyms=("aman",), example="12604"),
        Whole(name="rawan", label=gettext_lazy("Rawan"), example="580"),
        Whole(name="sangat_rawan", label=gettext_lazy("Sangat rawan"), example="72"),
        Whole(name="khusus", label=gettext_lazy("Khusus"), synonyms=("lokasi khusus",), example="21"),
        Whole(
            name="total",
            label=gettext_lazy("Jumlah TPS"),
            synonyms=("total", "jumlah", "total tps", "tps"),
            example="13277",
            help=gettext_lazy("Bila kosong, dibandingkan dengan TPS yang tercatat di Desk."),
        ),
        Text(
            name="source",
            label=gettext_lazy("Sumber"),
            required=True,
            longest=200,
            example="Polda Lampung, antaranews (contoh)",
        ),
        Day(name="published_on", label=gettext_lazy("Tanggal"), synonyms=("date", "tanggal berita"), example=""),
        Text(name="note", label=gettext_lazy("Catatan"), synonyms=("keterangan",), longest=300, example=""),
    )
    context_fields: ClassVar[tuple[ContextField, ...]] = (election_field(),)

    def place_of(self, region: str) -> Place:
        return risk_place(region) if len(region) >= 5 else Place(region)

    def region_of(self, values: Mapping[str, str]) -> str:
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""

    def check(self, sheet: Sheet, context: Context) -> Plan:
        if not {"region_code", "region_name"} & sheet.fields_present:
            raise HeaderProblem(
                _("Berkas ini belum menyebut wilayahnya."),
                _("Tambahkan kolom Kode wilayah atau Wilayah."),
                missing=("region_code",),
            )
        election = chosen_election(context)
        checker = _Checker(election, context, _regions(sheet.rows, election))
        checker.learn()
        for row in sheet.rows:
            checker.take(row)
        return checker.plan


@dataclass(slots=True)
class _Checker:
    election: Election
    context: Context
    regions: dict[str, list[Region]]
    plan: Plan = field(default_factory=Plan)
    standing: dict[tuple[int, str], PublishedCount] = field(default_factory=dict)
    registered: dict[str, int] = field(default_factory=dict)
    """TPS of the election by code of each region, from the province down to the village."""
    seen: dict[tuple[int, str], int] = field(default_factory=dict)

    def learn(self) -> None:
        found = {region.pk for regions in self.regions.values() for region in regions}
        rows = PublishedCount.objects.select_related("region").filter(election=self.election, region__in=found)
        self.standing = {(row.region_id, row.source): row for row in rows}
        stations = PollingStation.objects.filter(election=self.election).order_by()
        for village, many in stations.values_list("village_code").annotate(many=Count("pk")):
            for width in (2, 5, 8, 13):
                self.registered[village[:width]] = self.registered.get(village[:width], 0) + many

    def take(self, row: Row) -> None:
        region = self._region(row)
        if region is None:
            return
        if (twin := self.seen.get((region.pk, row["source"]))) is not None:
            self.plan.reject(
                row, "region_code", _("Wilayah dan sumber ini sudah ada pada baris %(row)d.") % {"row": twin}
            )
            return
        figures = [row[name] for name in COLUMNS]
        total = row["total"]
        known = self.registered.get(region.code, 0) if inside(region.code, self.election.region.code) else 0
        counts = self._sound(row, figures, total, known)
        if counts is None:
            return
        self.seen[region.pk, row["source"]] = row.number
        self._write(row, region, counts)

    def _region(self, row: Row) -> Region | None:
        if row["region_code"]:
            found = self.regions.get(row["region_code"], [])
            if not found:
                self.plan.reject(row, "region_code", _("Wilayah ini tidak ada. Periksa kodenya."))
                return None
            return found[0]
        name = row["region_name"] or ""
        found = self.regions.get(fold(name), [])
        if len(found) == 1:
            return found[0]
        self.plan.reject(
            row,
            "region_name",
            _("Nama ini dipakai beberapa wilayah. Tulis kodenya.")
            if found
            else _("Wilayah ini tidak ada dalam daerah pemilihan. Periksa namanya, atau tulis kodenya."),
        )
        return None

    def _sound(self, row: Row, figures: Sequence[int | None], total: int | None, known: int) -> dict[str, int] | None:
        """The counts, if they sum to what is stated or registered; else the row is refused with what seems wrong."""
        summed = sum(one or 0 for one in figures)
        blank = [name for name, one in zip(COLUMNS, figures, strict=True) if one is None]
        fits = summed == total if total is not None else bool(known) and summed == known
        if not fits:
            self.plan.reject(row, *self._why(figures, total, known, summed))
            return None
        if blank:
            self.plan.warn(row, blank[0], _("Kelas yang kosong dianggap 0 karena jumlahnya sudah cocok."))
        if total is not None and known and total != known:
            self.plan.warn(
                row,
                "total",
                _("Sumber menyebut %(total)s TPS, Desk mencatat %(known)s TPS.")
                % {"total": number(total), "known": number(known)},
            )
        return dict(zip(COLUMNS, (one or 0 for one in figures), strict=True)) | {"total": summed}

    def _why(self, figures: Sequence[int | None], total: int | None, known: int, summed: int) -> tuple[str, str]:
        stated = total if total is not None else known
        if (shifted := shifted_labels(figures, stated)) is not None:
            return "kurang_rawan", shifted
        if not stated:
            return "total", _("Jumlah TPS tidak disebut dan belum tercatat di Desk, sehingga kelasnya tidak dapat diperiksa. Tulis jumlah TPS.")  # fmt: skip # noqa: E501
        return "total", _(
            "Jumlah keempat kelas %(sum)s, padahal jumlah TPS %(total)s (selisih %(gap)s). Periksa tiap angkanya."
        ) % {"sum": number(summed), "total": number(stated), "gap": number(abs(summed - stated))}

    def _write(self, row: Row, region: Region, counts: Mapping[str, int]) -> None:
        values: dict[str, Any] = {
            **counts,
            "published_on": row["published_on"],
            "note": row["note"] or "",
        }
        label = f"{region.name}: {row['source']}"
        old = self.standing.get((region.pk, row["source"]))
        if old is None:
            made = PublishedCount(
                election=self.election, region=region, source=row["source"], created_at=self.context.now, **values
            )
            self.plan.create(row, made, region=region.code, label=label)
        elif changed := {name: value for name, value in values.items() if getattr(old, name) != value}:
            self.plan.update(row, old, changed, region=region.code, label=label)
        else:
            self.plan.keep(row)


def shifted_labels(figures: Sequence[int | None], total: int) -> str | None:
    """What to say where the labels seem shifted by one: the first figure looks like the total, each later one like
    the class before its label. total: stated or registered, 0 where unknown."""
    given = [one for one in figures if one is not None]
    if len(given) < 3 or figures[0] is None:
        return None
    first, rest = given[0], given[1:]
    near_rest = sum(rest) <= first and (first - sum(rest)) * NEAR <= first
    near_total = not total or abs(first - total) * NEAR <= total
    if not near_rest or not near_total or rest[0] * 2 < first:
        return None
    names = [_("jumlah TPS"), _("kurang rawan"), _("rawan"), _("sangat rawan")]
    labels = [_("kurang rawan"), _("rawan"), _("sangat rawan"), _("khusus")]
    pairs = [(label, one, name) for label, one, name in zip(labels, figures, names, strict=True) if one is not None]
    told = "; ".join(
        _("“%(label)s %(figure)s” tampak sebagai %(name)s") % {"label": label, "figure": number(one), "name": name}
        for label, one, name in pairs
    )
    return _("Label tampaknya bergeser satu kolom: %(told)s. Cocokkan dengan sumbernya, lalu betulkan labelnya.") % {
        "told": told
    }


def _regions(rows: Iterable[Row], election: Election) -> dict[str, list[Region]]:
    """The regions that the rows name, by code and by folded name (with and without the kind before it)."""
    codes = sorted({row["region_code"] for row in rows if row["region_code"]})
    names = sorted({fold(row["region_name"]) for row in rows if row["region_name"]} - {""})
    found: dict[str, list[Region]] = {}
    for region in Region.objects.filter(code__in=codes, valid_to=None):
        if _concerns(region, election):
            found[region.code] = [region]
    bare = sorted({*names, *(_bare(name) for name in names)})
    for region in Region.objects.filter(search_name__in=[*bare, *_dressed(bare)], valid_to=None).order_by(
        "level", "code"
    ):
        if not _concerns(region, election):
            continue
        for name in names:
            if _bare(name) == _bare(region.search_name):
                found.setdefault(name, []).append(region)
    return {name: _highest(regions, name) for name, regions in found.items()}


_KINDS = ("provinsi ", "kabupaten ", "kab ", "kota ", "kecamatan ", "kec ", "kelurahan ", "desa ")


def _bare(name: str) -> str:
    return next((name.removeprefix(kind) for kind in _KINDS if name.startswith(kind)), name)


def _dressed(names: Iterable[str]) -> list[str]:
    return [f"{kind}{name}" for name in names for kind in _KINDS]


def _highest(regions: list[Region], name: str) -> list[Region]:
    """A name means its exact bearer before others, and the highest region before those below it."""
    exact = [region for region in regions if region.search_name == name] or regions
    top = min(region.level for region in exact)
    return [region for region in exact if region.level == top]


def _concerns(region: Region, election: Election) -> bool:
    root = election.region.code
    return inside(region.code, root) or inside(root, region.code)
