"""The sheets: summary, ballot papers, by sub-district, by village, by TPS, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from siaga.kit import words
from siaga.logistics import needs_words
from siaga.logistics.arithmetic import Range, exactly, total
from siaga.logistics.models import Basis, Catalogue
from siaga.logistics.needs import NeedItem, Needs
from siaga.logistics.spreading import PROVINCE, Spot
from siaga.logistics.workbook.notes import write_notes
from siaga.logistics.workbook.paper import About, Head, Paper, Value

__all__ = ["About", "needs_workbook"]


class Unequal(AssertionError):
    """A sum on paper would differ from the figure that it stands for: a defect of ours."""


def needs_workbook(needs: Needs, about: About, out: BinaryIO) -> list[str]:
    """Write the workbook. Returns which sums were compared, one line for each sheet of places."""
    book = Workbook()
    book.remove(book.active)
    election = [one for one in needs.items if one.catalogue == Catalogue.ELECTION and needs.applies(one, needs.code)]
    campaign = [one for one in needs.items if one.catalogue == Catalogue.CAMPAIGN]
    _summary(Paper(book, _("Ringkasan"), _("Kebutuhan logistik"), about), needs, election, campaign)
    _papers(Paper(book, _("Surat suara"), _("Kebutuhan surat suara"), about), needs)
    checked = []
    for length, name, title in (
        (5, _("Per kabupaten-kota"), _("Kebutuhan menurut kabupaten/kota")),
        (8, _("Per kecamatan"), _("Kebutuhan menurut kecamatan")),
        (13, _("Per desa"), _("Kebutuhan menurut desa/kelurahan")),
        (17, _("Per TPS"), _("Kebutuhan menurut TPS")),
    ):
        if length > len(needs.code):
            checked.append(_places(Paper(book, name, title, about), needs, election, length, name))
    if campaign and len(needs.code) < 13:
        length = 13 if len(needs.code) == 8 else 8
        name = _("Bahan kampanye")
        checked.append(
            _places(Paper(book, name, _("Bahan kampanye menurut tempat"), about), needs, campaign, length, name)
        )
    write_notes(
        Paper(book, _("Catatan"), _("Catatan: sumber, keraguan, dan yang belum diketahui"), about), needs, checked
    )
    book.properties.title = f"{_('Kebutuhan logistik')} {about.place}"
    book.properties.creator = about.desk
    book.save(out)
    return checked


def _pair(found: Range | None, wide: bool) -> list[Value]:
    """A range as one value or as two (fewest, most); an open end in words."""
    if found is None:
        return [None, None] if wide else [None]
    most: Value = _("tidak terbatas") if found.high is None else found.high
    return [found.low, most] if wide else [found.low]


def _heads(label: str, wide: bool, *, unit: str = "", width: int = 11) -> list[Head]:
    if not wide:
        return [Head(label, width, unit)]
    return [
        Head(_("%(what)s, paling sedikit") % {"what": label}, width, unit),
        Head(_("%(what)s, paling banyak") % {"what": label}, width, unit),
    ]


def _wide(needs: Needs, item: NeedItem | None = None) -> bool:
    """Whether a column needs two bounds: the voters, or an item that follows them."""
    if item is not None and item.basis != Basis.VOTER:
        return False
    return any(not spot.voters.exact for code, spot in needs.spots.items() if code.startswith(needs.code)) or (
        item is not None and item.paper and needs.here.reserve is not None and not needs.here.reserve.exact
    )


def _summary(paper: Paper, needs: Needs, election: Sequence[NeedItem], campaign: Sequence[NeedItem]) -> None:
    here = needs.here
    paper.gap()
    facts = [_("%(n)s TPS") % {"n": words.number(here.stations)}]
    if here.special:
        facts.append(_("%(n)s di antaranya lokasi khusus (nomor 901 ke atas)") % {"n": words.number(here.special)})
    facts.append(_("%(n)s pemilih") % {"n": needs_words.between(here.voters)})
    if here.unknown:
        facts.append(_("pemilih %(n)s TPS belum diketahui") % {"n": words.number(here.unknown)})
    paper.line("; ".join(facts) + ".", bold=True)
    stocked = needs.standing and len(needs.code) <= 5
    wide = any(_wide(needs, item) for item in (*election, *campaign))
    received = [Head(_("Diterima menurut dokumen"), 12), Head(_("Baik"), 11), Head(_("Belum disortir"), 11)]
    heads = [
        Head(_("Jenis"), 34), Head(_("Dihitung"), 26), *_heads(_("Kebutuhan"), wide), Head(_("Satuan"), 10),
        *(received if stocked else []),
        *([Head(_("Dikemas"), 11), Head(_("Kurang atau lebih"), 20)] if needs.standing else []),
        Head(_("Dasar angka"), 40),
    ]  # fmt: skip
    for number, (name, items) in enumerate(
        ((Catalogue.ELECTION.label, election), (Catalogue.CAMPAIGN.label, campaign))
    ):
        if not items:
            continue
        paper.gap()
        paper.line(str(name), bold=True)
        paper.heads(heads, frozen=1 if not number else 0)
        for item in items:
            need = needs.of(item, needs.code)
            there = needs.supply(item, needs.code)
            values: list[Value] = [item.name, needs_words.each(item), *_pair(need, wide), item.unit]
            if stocked:
                values += [there.received, there.usable, there.unsorted]
            if needs.standing:
                said = needs_words.enough(needs, item, needs.code).words
                values += [there.packed if item.boxed else "–", said or "–"]
            values.append((item.note or _("Ditetapkan Desk")) if item.own else item.source)
            paper.values(values, wrapped=True)


def _papers(paper: Paper, needs: Needs) -> None:
    here, rule = needs.here, needs.rule
    voters_wide = not here.voters.exact
    reserve_wide = here.reserve is not None and not here.reserve.exact
    paper.gap()
    heads = [
        Head(_("Jenis surat suara"), 34), *_heads(_("Pemilih"), voters_wide),
        *_heads(_("Cadangan"), reserve_wide), *_heads(_("Untuk TPS"), reserve_wide or voters_wide),
        Head(_("Persediaan PSU"), 13), *_heads(_("Jumlah"), reserve_wide or voters_wide),
        Head(_("Cadangan bila dihitung rata"), 14),
    ]  # fmt: skip
    paper.heads(heads)
    for item in needs.ballots(needs.code):
        papers = needs.of(item, needs.code)
        stock = needs.item(f"psu-{item.key}")
        apart = needs.of(stock, needs.code) if stock else None
        whole = papers if stock is None else None if papers is None or apart is None else papers + apart
        flat: Value = rule.flat(here.voters.low) if rule is not None and here.voters.exact else "–"
        paper.values(
            [
                item.name, *_pair(here.voters, voters_wide), *_pair(here.reserve, reserve_wide),
                *_pair(papers, reserve_wide or voters_wide),
                _("tidak di sini") if stock is None else None if apart is None else apart.low,
                *_pair(whole, reserve_wide or voters_wide), flat,
            ]
        )  # fmt: skip
    paper.gap()
    across = len(heads)
    paper.line(needs_words.rule_words(rule), across=across)
    if flat_words := needs_words.flat_words(needs):
        paper.line(flat_words, across=across)
    if here.unknown:
        paper.line(
            _(
                "Rentang: jumlah terkecil dan terbesar yang mungkin menurut aturan, bila TPS yang pemilihnya belum "
                "diketahui bersama-sama berisi sisa jumlah dokumen dan tidak melebihi batas pemilih tiap TPS."
            ),
            across=across,
        )
    if not here.children:
        return
    paper.gap()
    paper.line(_("Menurut tempat, tiap jenis surat suara"), bold=True)
    wide = _wide(needs)
    paper.heads(
        [
            Head(_("Tempat"), 34), Head(_("Kode"), 16), Head(_("TPS"), 8), *_heads(_("Pemilih"), wide),
            *_heads(_("Cadangan"), wide), *_heads(_("Surat suara"), wide),
        ]
    )  # fmt: skip
    for code in here.children:
        spot = needs.spots[code]
        reserve = None if spot.below else spot.reserve
        paper.values(
            [
                _name(needs, code), code, spot.stations, *_pair(spot.voters, wide),
                *(["–"] * (2 if wide else 1) if spot.below else _pair(reserve, wide)),
                *(["–"] * (2 if wide else 1) if spot.below else _pair(spot.papers, wide)),
            ]
        )  # fmt: skip
    paper.values(
        [_("Seluruh %(place)s") % {"place": _name(needs, needs.code)}, needs.code, here.stations,
         *_pair(here.voters, wide), *_pair(here.reserve, wide), *_pair(here.papers, wide)],
        total=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of needs: one item, or the papers of all ballot types, of which there are equally many."""

    label: str
    items: tuple[NeedItem, ...]
    wide: bool

    @property
    def item(self) -> NeedItem:
        return self.items[0]

    @property
    def unit(self) -> str:
        return self.item.unit


MOST_PAPER_COLUMNS = 2
"""Ballot types that stand in columns of their own; more of them share one, since their numbers are the same."""
LONGEST_HEAD = 44


def _columns(needs: Needs, items: Sequence[NeedItem], length: int) -> list[_Column]:
    """What is counted at places of a level: without what nobody knows and what only offices above them need."""
    known = [one for one in items if needs.of(one, needs.code) is not None and length <= _LOWEST.get(one.basis, 17)]
    papers = [one for one in known if one.paper and one.quantity == 1]
    shared = len(papers) > MOST_PAPER_COLUMNS
    columns = []
    for item in known:
        if shared and item in papers:
            if item is papers[0]:
                columns.append(_Column(_("Surat suara tiap jenis"), tuple(papers), _wide(needs, item)))
            continue
        columns.append(_Column(_shortened(item.name), (item,), _wide(needs, item)))
    return columns


_LOWEST = {Basis.VILLAGE.value: 13, Basis.DISTRICT.value: 8, Basis.REGENCY.value: 5}


def _shortened(name: str) -> str:
    """A name as the head of a column; the whole name stands in the summary."""
    if len(name) <= LONGEST_HEAD:
        return name
    return name[:LONGEST_HEAD].rpartition(" ")[0].rstrip(",") + " …"


def _lead(needs: Needs, length: int) -> list[Head]:
    """The columns that say which place a row is."""
    heads = {
        17: [Head(_("Kode"), 20), Head(_("Kecamatan"), 18), Head(_("Desa/kelurahan"), 19), Head(_("TPS"), 12)],
        13: [Head(_("Kode"), 14), Head(_("Kecamatan"), 20), Head(_("Desa/kelurahan"), 22), Head(_("TPS"), 7)],
        8: [Head(_("Kode"), 10), Head(_("Kecamatan"), 26), Head(_("TPS"), 7)],
        5: [Head(_("Kode"), 8), Head(_("Kabupaten/kota"), 28), Head(_("TPS"), 7)],
    }
    return heads[length]


def _named(needs: Needs, spot: Spot) -> list[Value]:
    """The values of those columns."""
    code = spot.code
    district, village = _bare(needs, code[:8]), _bare(needs, code[:13])
    match len(code):
        case 17:
            number = code.partition("/")[2]
            return [code, district, village, _("%(number)s khusus") % {"number": number} if spot.special else number]
        case 13:
            return [code, district, village, spot.stations]
        case _:
            return [code, district if len(code) == 8 else needs.names.get(code, code), spot.stations]


def _bare(needs: Needs, code: str) -> str:
    """A name without its kind, which the head of its column says."""
    name = needs.names.get(code, code)
    kinds = ("Kecamatan ", "Kelurahan ", "Desa ")
    return next((name.removeprefix(kind) for kind in kinds if name.startswith(kind)), name)


def _places(paper: Paper, needs: Needs, items: Sequence[NeedItem], length: int, name: str) -> str:
    """One row for each place of a level, their sum, what is needed outside these rows, and the whole, all compared."""
    spots = list(needs.places(length))
    columns = _columns(needs, items, length)
    lead = _lead(needs, length)
    voters_wide = _wide(needs)
    heads = [*lead, *_heads(_("Pemilih"), voters_wide, width=10)]
    for column in columns:
        heads += _heads(column.label, column.wide, unit=column.unit, width=12)
    paper.gap()
    paper.heads(heads, frozen=len(lead), repeated=True)
    for spot in spots:
        values = [*_named(needs, spot), *_pair(spot.voters, voters_wide)]
        for column in columns:
            values += _pair(needs.of(column.item, spot.code), column.wide)
        paper.values(values)
    sums = {item.key: _sum(needs, item, spots) for item in items}
    voters, counted = total(spot.voters for spot in spots), sum(spot.stations for spot in spots)
    _compare(needs, items, sums, length, counted, voters)

    def summed(label: str, stations: Value, first: Sequence[Value], pick: Callable[[NeedItem], Range | None]) -> None:
        row: list[Value] = [label, *([""] * (len(lead) - 2)), stations, *first]
        for column in columns:
            row += _pair(pick(column.item), column.wide)
        paper.values(row, total=True)

    summed(_("Jumlah baris"), counted, _pair(voters, voters_wide), lambda item: sums[item.key])
    outside = {item.key: _outside(needs.of(item, needs.code), sums[item.key]) for item in items}
    if any(outside[column.item.key] for column in columns):
        blank: list[Value] = [""] * (2 if voters_wide else 1)
        summed(_("Di kantor atau gudang"), "", blank, lambda item: exactly(outside[item.key]))
    whole = needs.here
    summed(_("Seluruhnya"), whole.stations, _pair(whole.voters, voters_wide), lambda item: needs.of(item, needs.code))
    _left_out(paper, needs, items, columns, across=len(heads))
    return _("%(sheet)s: jumlah %(n)s baris sama dengan angka seluruhnya.") % {
        "sheet": name,
        "n": words.number(len(spots)),
    }


def _left_out(
    paper: Paper, needs: Needs, items: Sequence[NeedItem], columns: Sequence[_Column], *, across: int
) -> None:
    """What has no column, and why; and of which ballot types the shared column is."""
    paper.gap()
    for column in columns:
        if len(column.items) > 1:
            names = ", ".join(one.name.removeprefix(_("Surat suara ")) for one in column.items)
            paper.line(f"{column.label}: {names}.", across=across)
    unknown = [one.name for one in items if needs.of(one, needs.code) is None]
    if unknown:
        paper.line(_("Belum diketahui jumlahnya: %(items)s.") % {"items": "; ".join(unknown)}, across=across)
    shown = {item.key for column in columns for item in column.items}
    offices = [one.name for one in items if one.key not in shown and one.name not in unknown]
    if offices:
        paper.line(_("Hanya di kantor atau gudang: %(items)s.") % {"items": "; ".join(offices)}, across=across)


def _sum(needs: Needs, item: NeedItem, spots: Sequence[Spot]) -> Range | None:
    parts = [needs.of(item, spot.code) for spot in spots]
    known = [one for one in parts if one is not None]
    return total(known) if len(known) == len(parts) else None


def _outside(whole: Range | None, rows: Range | None) -> int:
    """What is needed beside the rows: at offices and the warehouse. Only where both are exact."""
    return whole.low - rows.low if whole and rows and whole.exact and rows.exact else 0


def _compare(
    needs: Needs, items: Sequence[NeedItem], sums: dict[str, Range | None], length: int, stations: int, voters: Range
) -> None:
    """Every sum of rows against the figure of the whole, found the other way round. Raises ``Unequal``."""
    here = needs.here
    if stations != here.stations or not _holds(voters, here.voters):
        raise Unequal(f"{needs.code}: {stations} TPS, {voters} voters")
    for item in items:
        rows, whole = sums[item.key], needs.of(item, needs.code)
        if rows is None or whole is None:
            if rows is not whole:
                raise Unequal(f"{item.key}: {rows}, {whole}")
            continue
        own = [
            needs.own(item, spot.code)
            for spot in needs.spots.values()
            if len(spot.code) < length and spot.code.startswith(needs.code) and len(spot.code) != PROVINCE
        ]
        more = total(one for one in own if one is not None)
        if not _holds(rows + more, whole):
            raise Unequal(f"{item.key}: rows {rows}, beside them {more}, whole {whole}")


def _holds(parts: Range, whole: Range) -> bool:
    """Exact parts are the whole; ranges of parts hold it (a total that is stated above them may narrow it)."""
    if parts.exact:
        return parts == whole
    return parts.low <= whole.low and (parts.high is None or (whole.high is not None and whole.high <= parts.high))


def _name(needs: Needs, code: str) -> str:
    if "/" not in code:
        return needs.names.get(code, code)
    number = code.partition("/")[2]
    return f"TPS {number}" + (f" ({_('lokasi khusus')})" if needs.spots[code].special else "")
