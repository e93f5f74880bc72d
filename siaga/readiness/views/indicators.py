"""Indicators: what is measured, from which question, how much it weighs; one indicator with its units; its changes."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Refused, Verb, may
from siaga.desk.kinds import kind_choices, kind_label
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.instruments.models import Instrument
from siaga.instruments.queries import current_version, instruments_for
from siaga.instruments.questions import label_of
from siaga.kit.forms import Consequence, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.readiness.actions.indicators import (
    add_indicator,
    install_standard_indicators,
    retire_indicator,
    set_terms,
)
from siaga.readiness.arithmetic import Scale
from siaga.readiness.forms.indicators import IndicatorForm, TermsForm
from siaga.readiness.links import indicator_url
from siaga.readiness.models import SCALES, Indicator
from siaga.readiness.queries import access_indicator, picture
from siaga.readiness.rule_words import measurable, question_of
from siaga.readiness.shapes import IndicatorLine
from siaga.readiness.views.places import region_at, region_name, seen_code
from siaga.readiness.views.tables.columns import COVERAGE, told_value


def _unit_words(indicator: Indicator) -> str:
    return str(indicator.instrument.get_unit_kind_display())


def _table(election: Election, code: str) -> Table:
    return Table(
        key="indikator",
        title=gettext_lazy("Indikator"),
        columns=[
            Column(
                key="name",
                label=gettext_lazy("Indikator"),
                value=lambda line: f"{line.indicator.number} {line.indicator.name}".strip(),
                sort=lambda line: line.indicator.name,
                sub=lambda line: line.indicator.instrument.title,
            ),
            Column(
                key="scale",
                label=gettext_lazy("Skala"),
                value=lambda line: line.indicator.get_scale_display(),
                sort=lambda line: (
                    line.indicator.scale != Scale.READINESS,
                    line.indicator.instrument.name,
                    line.indicator.slot,
                ),
                phone=False,
            ),
            Column(
                key="agency",
                label=gettext_lazy("Penanggung jawab"),
                value=lambda line: kind_label(line.indicator.agency_kind) if line.indicator.agency_kind else "",
                sort=lambda line: line.indicator.agency_kind,
                phone=False,
            ),
            Column(key="unit", label=gettext_lazy("Unit"), value=lambda line: _unit_words(line.indicator), phone=False),
            Column(
                key="weight",
                label=gettext_lazy("Bobot"),
                value=lambda line: line.weight,
                format="number",
                sort=True,
                below=True,
            ),
            Column(
                key="stale",
                label=gettext_lazy("Usang (hari)"),
                value=lambda line: line.indicator.stale_days,
                format="number",
                sort=True,
                phone=False,
            ),
            told_value(gettext_lazy("Nilai sekarang")),
            replace(COVERAGE, label=gettext_lazy("Cakupan sekarang"), below=True),
            Column(
                key="denominator",
                label=gettext_lazy("Arti 100 %"),
                value=lambda line: line.indicator.denominator,
                screen=False,
            ),
            Column(
                key="question",
                label=gettext_lazy("Pertanyaan"),
                value=lambda line: line.indicator.question,
                screen=False,
            ),
        ],
        filters=[
            Filter(
                key="skala",
                label=gettext_lazy("Skala"),
                chips=True,
                choices=SCALES,
                field="indicator.scale",
            ),
            Filter(
                key="instrumen",
                label=gettext_lazy("Daftar periksa"),
                choices=lambda request: _instruments(election),
                field="indicator.instrument.name",
            ),
        ],
        search=lambda rows, words: [line for line in rows if words.casefold() in line.indicator.name.casefold()],
        search_label=gettext_lazy("Cari indikator"),
        order="scale",
        per_page=100,
        row_url=lambda line: indicator_url(election.slug, line.indicator.key, code),
        empty=Empty(
            title=gettext_lazy("Belum ada indikator"),
            text=gettext_lazy("Indikator membaca satu pertanyaan dari sebuah daftar periksa dan memberinya bobot."),
            icon="gauge",
        ),
    )


def _instruments(election: Election) -> list[tuple[str, str]]:
    found = Instrument.objects.filter(indicators__election=election).distinct().order_by("title")
    return [(one.name, one.title) for one in found[:100]]


def lines_of(actor: Actor, election: Election, code: str) -> list[IndicatorLine]:
    """Every indicator in force, of both scales, with its figure in a region now. Raises ``Refused``."""
    now = clock.now()
    return [line for scale in Scale for line in picture(actor, election, code, scale, None, now, silent=0).indicators]


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def indicators(request: ActorRequest, slug: str) -> HttpResponseBase:
    election = access_election(request.actor, slug)
    code = seen_code(request.actor, election, request.GET.get("wilayah", ""))
    region = region_at(code)
    lines = lines_of(request.actor, election, code)
    return _table(election, code).respond(
        request,
        lines,
        template="readiness/indicators.html",
        context={
            "election": election,
            "region": region,
            "name": region_name(region),
            "may_change": may(request.actor, Verb.INDICATOR_CHANGE, election.place),
            "installed": any(line.indicator.instrument.shipped for line in lines),
        },
    )


# Changes ---------------------------------------------------------------------------------------------------------


def _changing(request: ActorRequest, slug: str) -> Election:
    election = access_election(request.actor, slug)
    if not may(request.actor, Verb.INDICATOR_CHANGE, election.place):
        raise Refused
    return election


@guarded(Verb.INDICATOR_CHANGE)
def standard_indicators(request: ActorRequest, slug: str) -> HttpResponse:
    election = _changing(request, slug)
    back = reverse("readiness:indicators", args=[slug])
    return confirm_page(
        request,
        lambda: install_standard_indicators(actor=request.actor, election=election, now=clock.now()),
        title=_("Pasang indikator baku?"),
        lead=_("Yang sudah ada tidak berubah; hanya yang belum ada yang ditambahkan."),
        submit=_("Pasang"),
        back=back,
        message=_("Indikator baku dipasang."),
        danger=False,
    )


@guarded(Verb.INDICATOR_CHANGE)
def add(request: ActorRequest, slug: str) -> HttpResponse:
    """In two steps: the question, then what its answers are worth."""
    election = _changing(request, slug)
    instruments = list(instruments_for(request.actor).filter(retired_at=None, sensitive=False).order_by("title")[:200])
    chosen = next((one for one in instruments if one.name == request.GET.get("daftar")), None)
    version = current_version(chosen) if chosen else None
    questions = measurable(version.questions) if version else []
    question = question_of(questions, request.GET.get("pertanyaan", ""))
    if chosen is None or question is None:
        return render(
            request,
            "readiness/add_indicator.html",
            {"election": election, "region": election.region, "instruments": instruments, "chosen": chosen,
             "questions": [(one["path"], label_of(one)) for one in questions]},
        )  # fmt: skip
    form = IndicatorForm(
        question,
        kind_choices(),
        request.POST or None,
        initial={"name": label_of(question)[:200]},
    )
    if form.is_valid() and form.perform(
        add_indicator,
        actor=request.actor,
        election=election,
        instrument=chosen,
        question=str(question["path"]),
        now=clock.now(),
        **form.new_indicator(),
    ):
        message = _("Indikator ditambahkan; laporan yang sudah masuk ikut dihitung.")
        return done(request, indicator_url(slug, form.result.key), message)
    return form_page(
        request,
        form,
        title=_("Indikator baru"),
        lead=_("Dari pertanyaan “%(question)s” pada %(instrument)s.")
        % {"question": label_of(question), "instrument": chosen.title},
        submit=_("Tambah indikator"),
        back=reverse("readiness:add_indicator", args=[slug]) + f"?daftar={chosen.name}",
        context={"region": election.region},
    )


@guarded(Verb.INDICATOR_CHANGE)
def change(request: ActorRequest, slug: str, key: str) -> HttpResponse:
    election = _changing(request, slug)
    indicator = access_indicator(request.actor, election, key)
    back = indicator_url(slug, key)
    if indicator.retired_at:
        return HttpResponseRedirect(back)
    form = TermsForm(request.POST or None, initial={"weight": indicator.weight, "stale_days": indicator.stale_days})
    if form.is_valid() and form.perform(
        set_terms, actor=request.actor, indicator=indicator, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Bobot dan masa usang diubah mulai sekarang; angka masa lalu tidak berubah."))
    return form_page(
        request,
        form,
        title=_("Ubah bobot dan masa usang"),
        lead=_("%(name)s. Sekarang bobot %(weight)s dan usang setelah %(days)s hari. Perubahan menggeser angka semua "
               "wilayah mulai sekarang; lihat akibatnya dahulu di “Coba bobot lain”.")
        % {"name": indicator.name, "weight": number(indicator.weight), "days": number(indicator.stale_days)},
        submit=_("Simpan"),
        back=back,
        context={"region": election.region},
    )  # fmt: skip


@guarded(Verb.INDICATOR_CHANGE)
def retire(request: ActorRequest, slug: str, key: str) -> HttpResponse:
    election = _changing(request, slug)
    indicator = access_indicator(request.actor, election, key)
    back = indicator_url(slug, key)
    if indicator.retired_at:
        return HttpResponseRedirect(back)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    line = next(
        (one for one in lines_of(request.actor, election, election.region.code) if one.indicator.pk == indicator.pk),
        None,
    )
    return confirm_page(
        request,
        lambda: retire_indicator(actor=request.actor, indicator=indicator, now=clock.now(), **form.cleaned_data),
        title=_("Akhiri indikator ini?"),
        lead=_("%(name)s tidak lagi dihitung mulai sekarang. Gambaran masa lalu tetap memakainya. Indikator yang "
               "diakhiri tidak dihidupkan lagi; buat yang baru bila perlu.") % {"name": indicator.name},
        submit=_("Akhiri indikator"),
        back=back,
        message=_("Indikator diakhiri."),
        consequences=[
            Consequence(_("Isian yang tidak lagi dihitung"), number(line.figure.reported if line else 0)),
            Consequence(_("Isian yang tidak lagi ditunggu"), number(line.figure.missing if line else 0)),
            Consequence(_("Bobot yang keluar dari hitungan"), number(indicator.weight)),
        ],
        form=form,
    )  # fmt: skip
