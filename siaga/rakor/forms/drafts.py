"""Forms of a draft from an old paper: the paper itself, and what a person confirms of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Problem
from siaga.engines.extraction import Commitment, Figure, Meeting, Span
from siaga.kit.forms import DateField, Form
from siaga.kit.words import number
from siaga.rakor.actions.drafts import TakenObstacle, TakenPoint
from siaga.rakor.forms.meetings import OnceForm, TimeField
from siaga.rakor.forms.offices import OfficeChoice, OfficesChoice
from siaga.rakor.models import Forum, ObstacleKind
from siaga.rakor.paper import MOST_BYTES, text_of
from siaga.rakor.paper.errors import too_large
from siaga.rakor.paper.reading import MOST_CHARACTERS
from siaga.rakor.queries.drafts import Fitting
from siaga.wilayah.zones import zone_of, zone_short

MOST_ROWS = 60
"""So many figures, obstacles and promises are offered each; minutes of a meeting hold fewer."""


class PaperForm(Form):
    """The text of old minutes or a report: pasted, or a file."""

    forum = forms.TypedChoiceField(
        label=_("Forum"), coerce=int, help_text=_("Rapat yang dibaca dari naskah ini menjadi rapat forum itu.")
    )
    text = forms.CharField(
        label=_("Naskah"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Tempelkan notula, laporan, undangan, atau berita; atau pilih berkasnya di bawah."),
    )
    file = forms.FileField(
        label=_("Berkas"),
        required=False,
        help_text=_("TXT, DOCX, atau PDF yang memuat teks; paling besar 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.pdf,text/plain,application/pdf"}),
    )

    def __init__(self, forums: list[Forum], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forums = {one.pk: one for one in forums}
        self.fields["forum"].choices = [(one.pk, f"{one.name} ({one.region.name})") for one in forums]  # type: ignore[attr-defined]

    def clean_forum(self) -> Forum:
        return self.forums[self.cleaned_data["forum"]]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        text, file = values.get("text") or "", values.get("file")
        try:
            if file:
                if file.size > MOST_BYTES:
                    raise too_large("10 MB")
                values["text"] = text_of(file.read())
            elif len(text) > MOST_CHARACTERS:
                raise too_large("400.000")
            elif not text.strip() and "file" not in self.errors:
                self.add_error("text", _("Naskahnya belum ada. Tempelkan teksnya atau pilih berkasnya."))
            else:
                values["text"] = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        except Problem as problem:
            self.add_error("file" if file else "text", str(problem))
        return values


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was found: whether it is taken, what may be changed of it, and where it stands in the text."""

    take: BoundField
    span: Span
    fields: tuple[BoundField, ...] = ()
    label: str = ""
    note: str = ""


class DraftForm(OnceForm):
    """The meeting as it was read, each part to be changed; figures, obstacles and promises to be ticked."""

    title = forms.CharField(label=_("Acara"), max_length=200)
    day = DateField(label=_("Tanggal"))
    starts = TimeField(label=_("Mulai"))
    venue = forms.CharField(label=_("Tempat"), max_length=200)
    chair = OfficeChoice(label=_("Pimpinan rapat"))
    offices = OfficesChoice(label=_("Peserta yang dikenal"))
    labels = forms.CharField(
        label=_("Peserta lain"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu baris satu peserta."),
    )

    def __init__(
        self, actor: Actor, forum: Forum, found: Meeting, known: Fitting, near: list[Any], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.forum, self.found, self.known = actor, forum, found, known
        self.zone = zone_of(forum.region.code)
        self.fields["starts"].label = _("Mulai (%(zone)s)") % {"zone": zone_short(forum.region.code)}
        self.fields["chair"].offer(near, _("Belum ditentukan"))  # type: ignore[attr-defined]
        if found.chair:
            self.fields["chair"].help_text = _("Menurut naskah: %(chair)s") % {"chair": found.chair}
        self.fields["offices"].offer(known.heads.values())  # type: ignore[attr-defined]
        if not known.heads:
            del self.fields["offices"]
        self.owners = {agency.code: agency for agency in known.owners}
        for name, field, initial in self._rows():
            self.fields[name] = field
            self.initial[name] = initial

    def _rows(self) -> Iterator[tuple[str, forms.Field, Any]]:
        for at in range(min(len(self.found.figures), MOST_ROWS)):
            yield f"angka_{at}", forms.BooleanField(required=False), True
        for at, obstacle in enumerate(self.found.obstacles[:MOST_ROWS]):
            yield f"kendala_{at}", forms.BooleanField(required=False), True
            yield (
                f"kendala_{at}_jenis",
                forms.ChoiceField(label=_("Jenis"), choices=ObstacleKind.choices),
                obstacle.kind,
            )
            yield f"kendala_{at}_judul", _line(_("Kendala"), _("Kendala belum diisi.")), _plain(obstacle.sentence)
        owners = [("", _("Pilih pelaksana")), *((code, one.name) for code, one in self.owners.items())]
        for at, promise in enumerate(self.found.commitments[:MOST_ROWS]):
            owner = self.known.agencies.get(promise.who or "")
            due = self.due_of(promise)
            yield f"janji_{at}", forms.BooleanField(required=False), owner is not None and due is not None
            yield (
                f"janji_{at}_judul",
                _line(_("Tindak lanjut"), _("Tindak lanjut belum diisi.")),
                _begun(promise.what)[:240],
            )
            chosen = owner.code if owner and owner.code in self.owners else ""
            yield f"janji_{at}_pelaksana", _owner(owners), chosen
            yield f"janji_{at}_tenggat", _due(), due

    def due_of(self, promise: Commitment) -> date | None:
        """A date as it is; ``H-3`` by the voting day of the forum's election."""
        if isinstance(promise.due, str):
            return self.forum.election.voting_day + timedelta(days=int(promise.due[1:]))
        return promise.due

    def figures(self) -> list[Row]:
        return [
            Row(self[f"angka_{at}"], one.span, label=figure_words(one), note=one.sentence)
            for at, one in enumerate(self.found.figures[:MOST_ROWS])
        ]

    def obstacles(self) -> list[Row]:
        return [
            Row(
                self[f"kendala_{at}"], one.span, (self[f"kendala_{at}_jenis"], self[f"kendala_{at}_judul"]),
                label=str(ObstacleKind(one.kind).label), note=one.sentence,
            )
            for at, one in enumerate(self.found.obstacles[:MOST_ROWS])
        ]  # fmt: skip

    def promises(self) -> list[Row]:
        return [
            Row(
                self[f"janji_{at}"], one.span,
                tuple(self[f"janji_{at}_{part}"] for part in ("judul", "pelaksana", "tenggat")),
                label=_begun(one.what), note=one.sentence,
            )
            for at, one in enumerate(self.found.commitments[:MOST_ROWS])
        ]  # fmt: skip

    def main(self) -> list[BoundField]:
        """The fields about the meeting itself."""
        names = ("title", "day", "starts", "venue", "chair", "offices", "labels")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for row in (*self.obstacles(), *self.promises()):
            if not values.get(row.take.name):  # what is not taken needs nothing
                for field in row.fields:
                    self.errors.pop(field.name, None)
        return values

    def add_problem(self, problem: Problem) -> None:
        problem.field = {"starts_at": "starts"}.get(problem.field, problem.field)
        super().add_problem(problem)

    def taken(self) -> dict[str, Any]:
        """What the action takes."""
        values = self.cleaned_data
        return {
            "uid": values["uid"],
            "title": values["title"],
            "starts_at": datetime.combine(values["day"], values["starts"], self.zone),
            "venue": values["venue"],
            "chair": values["chair"],
            "offices": values.get("offices", []),
            "labels": [line.strip() for line in values["labels"].splitlines() if line.strip()][:50],
            "figures": [
                f"{figure_words(one)}. {one.sentence}"
                for at, one in enumerate(self.found.figures[:MOST_ROWS])
                if values.get(f"angka_{at}")
            ],
            "obstacles": [
                TakenObstacle(values[f"kendala_{at}_jenis"], values[f"kendala_{at}_judul"], one.sentence[:4000])
                for at, one in enumerate(self.found.obstacles[:MOST_ROWS])
                if values.get(f"kendala_{at}")
            ],
            "points": [
                TakenPoint(
                    values[f"janji_{at}_judul"], self.owners[values[f"janji_{at}_pelaksana"]],
                    values[f"janji_{at}_tenggat"], one.sentence[:4000],
                )
                for at, one in enumerate(self.found.commitments[:MOST_ROWS])
                if values.get(f"janji_{at}")
            ],
        }  # fmt: skip


def figure_words(figure: Figure) -> str:
    """``24 Linmas``; ``75 % (logistik)``; ``Rp13.600.000.000``."""
    value = number(figure.value, 0 if float(figure.value).is_integer() else 2)
    shown = f"Rp{value}" if figure.unit == "rupiah" else f"{value} {figure.unit}"
    extra = figure.counts if figure.counts.lower() != figure.unit.lower() else ""
    return f"{shown} ({extra})" if extra else shown


def _begun(text: str) -> str:
    """With a capital, as a title begins."""
    return text[:1].upper() + text[1:]


def _plain(sentence: str) -> str:
    """A sentence as a title: without the mark of its list and the word for what it is, cut at a word."""
    plain = re.sub(r"^(?:\(?\w{1,2}[.)]|[-•])\s+", "", sentence)
    plain = _begun(re.sub(r"^(?:kendala|hambatan|permasalahan|masalah)(?:nya)?\s*:\s*", "", plain, flags=re.IGNORECASE))
    return plain if len(plain) <= 240 else plain[:237].rsplit(" ", 1)[0] + "…"


def _line(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=240, error_messages={"required": missing})


def _owner(choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    missing = _("Pilih instansi pelaksananya, atau lepas centangnya.")
    return forms.ChoiceField(label=_("Pelaksana"), choices=choices, error_messages={"required": missing})


def _due() -> DateField:
    return DateField(label=_("Tenggat"), error_messages={"required": _("Isi tenggatnya, atau lepas centangnya.")})
