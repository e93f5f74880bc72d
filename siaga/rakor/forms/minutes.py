"""Forms of the minutes: what a command of the screen asks, each completed with the keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form
from siaga.rakor.models import ActionPoint, ObstacleKind, PointState, Priority

AGENCIES, REGIONS = "instansi-rapat", "wilayah-rapat"
"""The lists of choices that stand once on the page (``<datalist>``)."""


def _listed(name: str) -> forms.TextInput:
    return forms.TextInput(attrs={"list": name, "autocomplete": "off"})


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class CommandForm(Form):
    """One command. ``word`` is what is typed after the slash; ``sending`` names the address that takes the form."""

    word = ""
    title: Any = ""
    submit: Any = _("Simpan")
    sending = ""
    pokok = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.word}-%s")
        super().__init__(*args, **kwargs)


class PointForm(CommandForm):
    word, sending, title = "tl", "rakor:minutes_point", _("Tindak lanjut")
    name = forms.CharField(label=_("Apa yang dikerjakan"), max_length=240)
    agency = forms.CharField(label=_("Instansi pelaksana"), max_length=160, widget=_listed(AGENCIES))
    due = forms.CharField(
        label=_("Tenggat"),
        max_length=40,
        help_text=_("H-6, 6 nov, 06/11, besok, atau jumat"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    region = forms.CharField(
        label=_("Tempat"),
        max_length=160,
        required=False,
        widget=_listed(REGIONS),
        help_text=_("Kosong berarti wilayah pelaksana."),
    )
    priority = forms.TypedChoiceField(
        label=_("Prioritas"), coerce=int, choices=Priority.choices, initial=Priority.NORMAL
    )


class DecisionForm(CommandForm):
    word, sending, title = "keputusan", "rakor:minutes_decision", _("Keputusan")
    text = forms.CharField(label=_("Keputusan rapat"), max_length=4000, widget=_rows(2))


class StatementForm(CommandForm):
    word, sending, title = "pernyataan", "rakor:minutes_statement", _("Pernyataan instansi")
    agency = forms.CharField(label=_("Instansi"), max_length=160, widget=_listed(AGENCIES))
    said_by = forms.CharField(label=_("Disampaikan oleh"), max_length=200, required=False)
    share = forms.CharField(
        label=_("Kesiapan (%)"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Dicatat sebagai klaim instansi itu, bersumber rapat ini."),
    )
    of_what = forms.CharField(label=_("Dari apa"), max_length=200, required=False)
    text = forms.CharField(label=_("Isi penyampaian"), max_length=4000, required=False, widget=_rows(2))
    hampers = forms.CharField(label=_("Kendala"), max_length=4000, required=False, widget=_rows(1))
    needs = forms.CharField(label=_("Kebutuhan"), max_length=4000, required=False, widget=_rows(1))


class ObstacleForm(CommandForm):
    word, sending, title = "kendala", "rakor:minutes_obstacle", _("Kendala")
    name = forms.CharField(label=_("Apa kendalanya"), max_length=240)
    kind = forms.ChoiceField(label=_("Jenis"), choices=ObstacleKind.choices)
    region = forms.CharField(
        label=_("Tempat"),
        max_length=160,
        required=False,
        widget=_listed(REGIONS),
        help_text=_("Kosong berarti wilayah rapat."),
    )
    agency = forms.CharField(
        label=_("Disampaikan oleh"), max_length=160, required=False, widget=_listed(AGENCIES)
    )  # fmt: skip


class AnswerForm(CommandForm):
    """About a promise of an earlier meeting."""

    point = forms.TypedChoiceField(label=_("Tindak lanjut"), coerce=int)

    def __init__(self, points: Sequence[ActionPoint], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [  # type: ignore[attr-defined]
            (point.pk, f"{point.title} ({point.owner.name})") for point in points
        ]


class ReportForm(AnswerForm):
    word, sending, title = "lapor", "rakor:minutes_report", _("Laporan tindak lanjut")
    text = forms.CharField(label=_("Perkembangan"), max_length=4000, widget=_rows(2))
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("Tetap")),
            (PointState.IN_PROGRESS, PointState.IN_PROGRESS.label),
            (PointState.BLOCKED, PointState.BLOCKED.label),
            (PointState.DONE, PointState.DONE.label),
        ],
    )
    blocked_why = forms.CharField(label=_("Bila terhambat: mengapa"), max_length=400, required=False)


class SilenceForm(AnswerForm):
    word, sending, title = "bungkam", "rakor:minutes_silence", _("Tidak dilaporkan")
    submit = _("Catat tidak dilaporkan")
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=400,
        help_text=_("Tercetak di notula; tindak lanjut tetap terbuka dan naik ke forum di atasnya."),
    )


class WriteForm(Form):
    """The notes of one item; ``base`` is the version that they began from."""

    pokok = forms.IntegerField()
    base = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    text = forms.CharField(required=False, strip=False)
    discussed = forms.BooleanField(required=False)
    onward = forms.BooleanField(required=False)


class SettleForm(Form):
    conflict = forms.IntegerField()
    base = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    text = forms.CharField(required=False, strip=False)


class ReopenForm(Form):
    reason = forms.CharField(label=_("Alasan membuka kembali"), max_length=400, widget=_rows(2))


class AddendumForm(Form):
    text = forms.CharField(label=_("Isi adendum"), max_length=8000, widget=_rows(6))
    reason = forms.CharField(label=_("Alasan"), max_length=400)
