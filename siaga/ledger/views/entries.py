"""The list of entries, one entry, and the history of one object."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.kit.forms import DateField
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.ledger.checkpoints import heads_of
from siaga.ledger.differences import Difference, Told, differences
from siaga.ledger.facts import parse
from siaga.ledger.models import Checkpoint, Entry
from siaga.ledger.phrases import KINDS, act_phrase, channel_phrase, kind_phrase
from siaga.ledger.queries import (
    access_entry,
    access_history,
    checkpoints_for,
    entries_for,
    place_name,
    rows_in,
    with_places,
)
from siaga.ledger.sealing import unsealed_tail


class RangeForm(forms.Form):
    """Which time, and who: beside the table's own search."""

    dari = DateField(label=gettext_lazy("Dari tanggal"), required=False)
    sampai = DateField(label=gettext_lazy("Sampai tanggal"), required=False)
    orang = forms.CharField(label=gettext_lazy("Pelaku"), required=False, max_length=100)
    wilayah = forms.CharField(
        label=gettext_lazy("Kode wilayah"),
        required=False,
        max_length=13,
        widget=forms.TextInput({"placeholder": "16.72.01"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("dari"), values.get("sampai")
        if start and end and start > end:
            self.add_error("sampai", _("Tanggal akhir mendahului tanggal awal."))
        return values

    def narrow(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        values = self.cleaned_data
        if values.get("dari"):
            rows = rows.filter(at__gte=_midnight(values["dari"]))
        if values.get("sampai"):
            rows = rows.filter(at__lt=_midnight(values["sampai"], days=1))
        if values.get("orang"):
            rows = rows.filter(actor_name__icontains=values["orang"])
        if code := (values.get("wilayah") or "").strip().strip("."):
            below = Q(region_code=code) | Q(region_code__startswith=f"{code}.")
            rows = rows.filter(below & Q(chain__startswith=code[:5]) if len(code) >= 5 else below)
        return rows


def _midnight(day: date, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time())) + timedelta(days=days)


def _search(rows: QuerySet[Entry], words: str) -> QuerySet[Entry]:
    wanted = Q(object_label__icontains=words) | Q(actor_name__icontains=words) | Q(reason__icontains=words)
    if words.isascii() and words.isdigit() and len(words) < 18:
        wanted |= Q(pk=int(words))
    return rows.filter(wanted)


def _by_seal(rows: QuerySet[Entry], value: str) -> QuerySet[Entry]:
    return rows.filter(seal__isnull=value == "belum")


ENTRIES = Table(
    key="entri",
    title=gettext_lazy("Entri buku besar"),
    columns=[
        Column(key="act", label=gettext_lazy("Perbuatan"), value=lambda entry: act_phrase(entry.action)),
        Column(
            key="object",
            label=gettext_lazy("Tentang"),
            value=lambda entry: entry.object_label,
            sub=lambda entry: kind_phrase(entry.object_type),
        ),
        Column(key="region", label=gettext_lazy("Wilayah"), value=place_name, phone=False),
        Column(key="actor", label=gettext_lazy("Pelaku"), value=lambda entry: entry.actor_name, phone=False),
        Column(
            key="channel",
            label=gettext_lazy("Melalui"),
            value=lambda entry: channel_phrase(entry.channel),
            screen=False,
        ),
        Column(
            key="at", label=gettext_lazy("Waktu"), value=lambda entry: entry.at, format="moment", sort="at", below=True
        ),
        Column(
            key="seal",
            label=gettext_lazy("Segel"),
            value=lambda entry: _("posisi %s") % entry.seal.seq if hasattr(entry, "seal") else _("belum bersegel"),
            cell="ledger/cells/seal.html",
            phone=False,
        ),
        Column(
            key="number", label=gettext_lazy("Nomor entri"), value=lambda entry: entry.pk, format="code", screen=False
        ),
        Column(key="chain", label=gettext_lazy("Rantai"), value=lambda entry: entry.chain, format="code", screen=False),
        Column(
            key="hash",
            label=gettext_lazy("Sidik isi"),
            value=lambda entry: entry.body_hash,
            format="code",
            screen=False,
        ),
    ],
    filters=[
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis data"),
            choices=sorted(KINDS.items(), key=lambda kind: str(kind[1])),
            field="object_type",
        ),
        Filter(
            key="segel",
            label=gettext_lazy("Segel"),
            chips=True,
            choices=[("sudah", gettext_lazy("Bersegel")), ("belum", gettext_lazy("Belum bersegel"))],
            apply=_by_seal,
        ),
    ],
    search=_search,
    search_label=gettext_lazy("Cari nama data, pelaku, alasan, atau nomor entri"),
    row_url=lambda entry: reverse("ledger:entry", args=[entry.pk]),
    empty=Empty(
        title=gettext_lazy("Buku besar masih kosong"),
        text=gettext_lazy(
            "Setiap perubahan data dicatat di sini dengan sendirinya: siapa, kapan, apa yang sebelum dan sesudah."
        ),
        icon="book-2",
    ),
)


@guarded(Verb.LEDGER_VIEW)
def entries(request: HttpRequest) -> HttpResponseBase:
    """Everything that was done within the actor's reach, newest first."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = with_places(entries_for(actor))
    form = RangeForm(request.GET)
    if form.is_valid():
        rows = form.narrow(rows)
    shown = ENTRIES.show(request, rows)
    answer = ENTRIES.partial(request, shown)
    if answer is None:
        context = {
            "title": ENTRIES.title,
            "table": shown,
            "range_form": form,
            "range_open": any(request.GET.get(name) for name in form.fields),
            "kept": [(key, value) for key, value in shown.kept_params if key not in form.fields],
            "tail": unsealed_tail(),
            "last_checkpoint": checkpoints_for(actor).first(),
        }
        answer = render(request, "ledger/entries.html", context)
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    return answer


@dataclass(slots=True)
class BulkRow:
    """One kept row of a bulk entry on its page; the differences are filled in for the shown page alone."""

    kind: str
    key: str
    label: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    differences: list[Difference] = field(default_factory=list)

    @property
    def change(self) -> str:
        return "baru" if self.before is None else "hapus" if self.after is None else "ubah"


_CHANGES = {"baru": gettext_lazy("Baru"), "ubah": gettext_lazy("Diubah"), "hapus": gettext_lazy("Dihapus")}

ROWS = Table(
    key="baris",
    title=gettext_lazy("Baris yang diubah"),
    columns=[
        Column(
            key="label",
            label=gettext_lazy("Data"),
            value=lambda row: row.label,
            sub=lambda row: kind_phrase(row.kind),
            sort=True,
        ),
        Column(
            key="change",
            label=gettext_lazy("Perubahan"),
            value=lambda row: str(_CHANGES[row.change]),
            sort=lambda row: row.change,
        ),
        Column(
            key="details",
            label=gettext_lazy("Rincian"),
            value=lambda row: "; ".join(f"{d.label}: {d.before} → {d.after}" for d in row.differences),
            cell="ledger/cells/differences.html",
            export=False,
        ),
    ],
    filters=[
        Filter(
            key="perubahan",
            label=gettext_lazy("Perubahan"),
            chips=True,
            choices=[*_CHANGES.items()],
            field="change",
        ),
    ],
    search=lambda rows, words: [row for row in rows if words.casefold() in row.label.casefold()],
    search_label=gettext_lazy("Cari nama atau kode"),
    row_url=lambda row: reverse("ledger:history", args=[row.kind, row.key]),
    per_page=25,
)


@guarded(Verb.LEDGER_VIEW)
def entry(request: HttpRequest, number: int) -> HttpResponseBase:
    """One entry: who, when, before and after, and its place in the chain."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access_entry(actor, number)
    context: dict[str, Any] = {
        "entry": found,
        "act": act_phrase(found.action),
        "kind": kind_phrase(found.object_type),
        "place": place_name(found),
        "channel": channel_phrase(found.channel),
        "seal": getattr(found, "seal", None),
        "covering": _covering(found, checkpoints_for(actor).defer(None).first()),
    }
    if found.rows_digest:
        shown = ROWS.show(request, [_bulk_row(row) for row in rows_in(found)])
        told = [Told(row.kind, row.before, row.after) for row in shown.page_rows]
        for row, changes in zip(shown.page_rows, differences(told), strict=True):
            row.differences = changes
        if (answer := ROWS.partial(request, shown)) is not None:
            return answer
        context["table"] = shown
    else:
        before, after = parse(found.before), parse(found.after)
        everything = bool(request.GET.get("semua"))
        context["differences"] = differences([Told(found.object_type, before, after)], everything=everything)[0]
        context["everything"] = everything
        context["is_change"] = before is not None and after is not None
    return render(request, "ledger/entry.html", context)


def _bulk_row(row: Any) -> BulkRow:
    fact = row.after or row.before or {}
    name, code = fact.get("name") or fact.get("title"), fact.get("code") or fact.get("slug")
    label = f"{name} ({code})" if name and code else name or code or _("nomor %s") % row.key
    return BulkRow(row.type, row.key, str(label), row.before, row.after)


def _covering(found: Entry, last: Checkpoint | None) -> Checkpoint | None:
    """The last checkpoint, if it covers the entry."""
    seal = getattr(found, "seal", None)
    if last is None or seal is None:
        return None
    return last if any(head.chain == seal.chain and head.seq >= seal.seq for head in heads_of(last)) else None


@guarded(Verb.LEDGER_VIEW)
def history(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """All that happened to one object, newest first."""
    events = access_history(request.actor, kind, key)  # type: ignore[attr-defined]
    changes = differences([Told(kind, event.before, event.after) for event in events])
    lines = [
        {
            "event": event,
            "act": act_phrase(event.entry.action),
            "place": place_name(event.entry),
            "channel": channel_phrase(event.entry.channel),
            "seal": getattr(event.entry, "seal", None),
            "differences": change,
        }
        for event, change in zip(events, changes, strict=True)
    ]
    newest = events[0]
    fact = newest.after or newest.before or {}
    own = next((event.entry.object_label for event in events if not event.entry.rows_digest), "")
    context = {
        "lines": lines,
        "kind": kind_phrase(kind),
        "label": own or str(fact.get("name") or fact.get("code") or _("nomor %s") % key),
        "gone": newest.after is None,
        "place": lines[0]["place"],
    }
    return render(request, "ledger/history.html", context)
