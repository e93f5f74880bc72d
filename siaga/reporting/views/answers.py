"""All answers of one instrument as a table: one row for a report, one column for a question; repeats by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.questions import NUMBERS, label_of
from siaga.instruments.showing import shown
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.reporting.models import Submission
from siaga.reporting.naming import unit_above, unit_title
from siaga.reporting.queries.submissions import closed_to, find_reports, listed_submissions
from siaga.reporting.views.submissions import REPORTS

Question = Mapping[str, Any]
ON_SCREEN = 4
"""Questions that the page shows; the files hold all."""
REPEAT_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """One row of a repeat with the report that it stands in."""

    submission: Submission
    number: int
    answers: Mapping[str, Any]

    @property
    def pk(self) -> int:
        return self.submission.pk


@guarded(Verb.SUBMISSION_VIEW)
def answers(request: ActorRequest, name: str) -> HttpResponseBase:
    """``?rincian=path``: the rows of one repeat instead. Exports hold every question of every version."""
    rows = listed_submissions(request.actor).filter(instrument__name=name).defer(None)
    rows = rows.defer("version__source", "version__xform", "version__questions", "version__checks")
    instrument = Instrument.objects.filter(name=name).first()
    if instrument is None or not rows.exists():
        raise Refused
    questions = _questions(instrument)
    repeats = {str(one["path"]): one for one in questions if one["type"] == "repeat"}
    chosen = request.GET.get("rincian", "")
    if chosen:
        if chosen not in repeats:
            raise Refused
        asked = [one for one in questions if one["repeat"] == chosen and one["type"] != "repeat"]
        table = _table(instrument, asked, request.actor, f"{instrument.title}: {label_of(dict(repeats[chosen]))}", True)
        data: Any = _repeat_rows(rows, chosen)
    else:
        asked = [one for one in questions if not one["repeat"] and one["type"] != "repeat" and not one.get("quiet")]
        table = _table(instrument, asked, request.actor, _("Jawaban: %(title)s") % {"title": instrument.title}, False)
        data = rows
    return table.respond(
        request,
        data,
        template="reporting/answers.html",
        context={
            "instrument": instrument,
            "repeats": [(path, label_of(dict(one))) for path, one in repeats.items()],
            "chosen": chosen,
            "count": len(asked),
        },
    )


def _questions(instrument: Instrument) -> list[Question]:
    """The questions of all versions, those of the newest first; what any version closed is closed."""
    found: dict[str, Question] = {}
    versions = InstrumentVersion.objects.filter(instrument=instrument).order_by("-number")
    for questions in versions.values_list("questions", flat=True)[:50]:
        for question in questions:
            first = found.setdefault(str(question["path"]), question)
            if question.get("sensitive") and not first.get("sensitive"):
                found[str(question["path"])] = {**first, "sensitive": True}
    return list(found.values())


def _repeat_rows(rows: Any, path: str) -> list[RepeatRow]:
    found: list[RepeatRow] = []
    for submission in rows.order_by("-received_at", "-pk").iterator(chunk_size=500):
        inside = submission.values.get(path)
        if isinstance(inside, list):
            found += [RepeatRow(submission, at, one) for at, one in enumerate(inside, 1) if isinstance(one, dict)]
        if len(found) >= REPEAT_ROWS:
            break
    return found


def _table(instrument: Instrument, asked: list[Question], actor: Actor, title: str, repeat: bool) -> Table:
    def report_of(row: Any) -> Submission:
        found: Submission = row.submission if repeat else row
        return found

    def cell(question: Question) -> Any:
        path, sensitive = str(question["path"]), instrument.sensitive or bool(question.get("sensitive"))
        numeric = question["type"] in NUMBERS

        def value(row: Any) -> Any:
            given = (row.answers if repeat else row.values).get(path)
            if given in (None, "", []):
                return None
            if sensitive and closed_to(actor, report_of(row)):
                return _("(ditutup)")
            return given if numeric and isinstance(given, int | float) else shown(dict(question), given)

        return value

    def sort(key: str) -> Any:
        return None if repeat else key

    labels = [label_of(dict(question)) for question in asked]
    columns = [
        Column(
            key="unit",
            label=_("Tentang"),
            value=lambda row: unit_title(report_of(row)),
            sort=sort("unit_code"),
            sub=lambda row: unit_above(report_of(row)).partition(" · ")[0],
        ),
        Column(key="kode", label=_("Unit"), value=lambda row: report_of(row).unit, format="code", screen=False),
        Column(key="wilayah", label=_("Wilayah"), value=lambda row: unit_above(report_of(row)), screen=False),
        Column(
            key="diamati",
            label=_("Diamati"),
            value=lambda row: report_of(row).observed_trusted,
            format="moment",
            sort=sort("observed_trusted"),
            phone=False,
        ),
        Column(
            key="diterima",
            label=_("Diterima"),
            value=lambda row: report_of(row).received_at,
            format="moment",
            sort=sort("received_at"),
            screen=False,
        ),
        Column(
            key="keadaan",
            label=_("Keadaan"),
            value=lambda row: report_of(row).get_state_display(),
            sort=sort("state"),
        ),
        Column(
            key="pelapor",
            label=_("Peran pelapor"),
            value=lambda row: report_of(row).get_sender_role_display(),
            screen=False,
        ),
        Column(key="versi", label=_("Versi"), value=lambda row: report_of(row).version.version, screen=False),
        Column(
            key="nomor",
            label=_("Nomor laporan"),
            value=lambda row: report_of(row).instance_id,
            format="code",
            screen=False,
        ),
        *([Column(key="baris", label=_("Baris"), value=lambda row: row.number, format="number")] if repeat else []),
        *(
            Column(
                key=f"p{place}",
                label=label if labels.count(label) == 1 else f"{label} ({question['path']})",
                value=cell(question),
                format="number" if question["type"] in NUMBERS else "text",
                screen=place < ON_SCREEN,
                phone=place < 1,
            )
            for place, (label, question) in enumerate(zip(labels, asked, strict=True))
        ),
    ]
    return Table(
        key="jawaban",
        title=title,
        columns=columns,
        wide=True,
        filters=[] if repeat else _filters(),
        search=None if repeat else find_reports,
        search_label=REPORTS.search_label,
        order="" if repeat else "-diterima",
        row_url=lambda row: reverse("reporting:submission", args=[row.pk]),
        empty=Empty(title=_("Tidak ada baris"), text=_("Belum ada laporan dengan rincian ini."), icon="inbox"),
    )


def _filters() -> list[Filter]:
    return [one for one in REPORTS.filters if one.key in {"keadaan", "tanda", "pemilihan"}]
