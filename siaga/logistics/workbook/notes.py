"""The last sheet: what the figures rest on, what is doubtful, what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.kit import words
from siaga.logistics import needs_words
from siaga.logistics.needs import Needs
from siaga.logistics.workbook.paper import Head, Paper

ACROSS = 4


def write_notes(paper: Paper, needs: Needs, checked: Sequence[str]) -> None:
    """Rule, open counts, contradictions, sources and doubts of every item, gaps of the ruleset, compared sums."""
    here = needs.here
    paper.gap()
    for column, width in enumerate((34, 30, 46, 46), start=1):
        paper.widths[column] = width
    paper.line(_("Cara menghitung"), bold=True)
    paper.line(needs_words.rule_words(needs.rule), across=ACROSS)
    if flat := needs_words.flat_words(needs):
        paper.line(flat, across=ACROSS)
    if not needs.standing:
        paper.line(
            _("Daftar jenis logistik belum dibuka Desk; jenis dan jumlahnya menurut aturan pemilihan."), across=ACROSS
        )
    paper.gap()
    paper.line(_("Yang belum diketahui"), bold=True)
    unknown = []
    if here.unknown:
        unknown.append(
            _("Pemilih %(n)s dari %(all)s TPS; surat suaranya ditulis sebagai rentang (paling sedikit, paling banyak).")
            % {"n": words.number(here.unknown), "all": words.number(here.stations)}
        )
    unknown += [f"{item.name}: {needs_words.each(item)}." for item in needs.items if needs.of(item, needs.code) is None]
    for text in unknown or [_("Tidak ada.")]:
        paper.line(text, across=ACROSS)
    if needs.stated or needs.mismatches:
        paper.gap()
        paper.line(_("Jumlah pemilih menurut dokumen"), bold=True)
        for stated in needs.stated:
            name = needs.names.get(stated.code, stated.code)
            paper.line(f"{name}: {words.number(stated.voters)} ({stated.source}).", across=ACROSS)
        for found in needs.mismatches:
            paper.line(needs_words.mismatch_words(needs, found), across=ACROSS)
    paper.gap()
    paper.line(_("Sumber dan keraguan"), bold=True)
    paper.heads(
        [Head(_("Jenis"), 34), Head(_("Dihitung"), 30), Head(_("Sumber"), 46), Head(_("Keraguan"), 46)], repeated=False
    )
    for item in needs.items:
        source = (item.note or _("Ditetapkan Desk")) if item.own else item.source
        paper.values([item.name, needs_words.each(item), source, item.doubt or "–"], wrapped=True)
    for gap in needs.rules.gaps:
        if gap.section == "logistics":
            paper.line(gap.text, across=ACROSS)
    paper.gap()
    paper.line(_("Jumlah yang dicocokkan saat berkas ini dibuat"), bold=True)
    for text in checked or [_("Tidak ada baris yang dijumlahkan.")]:
        paper.line(text, across=ACROSS)
