"""Indicators: added over a question, given other terms, retired; and the standard ones of the shipped instruments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.desk.kinds import kinds
from siaga.elections.models import Election
from siaga.elections.queries import regime_of
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.readiness.arithmetic import Scale
from siaga.readiness.errors import BadIndicator, IndicatorExists, IndicatorRetired, TooManyIndicators
from siaga.readiness.models import MOST_INDICATORS, Indicator, IndicatorTerms
from siaga.readiness.readings import derive_readings
from siaga.readiness.receiving import ask_rebuild
from siaga.readiness.scoring import SUITS, fault
from siaga.readiness.standard import standard_indicators

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
MOST_WEIGHT = 1000
MOST_DAYS = 365


@action("indicator.add")
def add_indicator(
    *,
    actor: Actor,
    election: Election,
    instrument: Instrument,
    scale: str,
    name: str,
    question: str,
    rule: Mapping[str, Any],
    denominator: str,
    now: datetime,
    key: str = "",
    number: str = "",
    agency_kind: str = "",
    weight: int = 1,
    stale_days: int = 7,
) -> Indicator:
    """Add an indicator over one question; reports that have come already are scored too.

    Raises ``BadIndicator`` (no such question, a rule that does not fit it, a sensitive answer), ``IndicatorExists``,
    ``TooManyIndicators``.
    """
    require(actor, Verb.INDICATOR_CHANGE, election.place)
    if scale not in list(Scale):
        raise BadIndicator(_("Skala tidak dikenal."), _("Pilih kesiapan atau kerawanan."), field="scale")
    if not name.strip():
        raise BadIndicator(_("Nama indikator belum diisi."), _("Tulis apa yang diukur."), field="name")
    if not denominator.strip():
        raise BadIndicator(_("Penyebut belum diisi."), _("Tulis 100 % itu dari apa, misalnya seluruh TPS."),
                           field="denominator")  # fmt: skip
    if agency_kind and agency_kind not in kinds():
        raise BadIndicator(_("Jenis instansi tidak dikenal."), _("Pilih dari daftar."), field="agency_kind")
    _check_terms(weight, stale_days)
    _check_question(instrument, question, rule)
    ident = key or slugify(name)[:60].strip("-")
    if not _KEY.fullmatch(ident) or len(ident) > 60:
        raise BadIndicator(_("Kunci hanya boleh berisi huruf kecil, angka, dan tanda hubung."),
                           _("Ubah kuncinya, misalnya kotak-suara."), field="key")  # fmt: skip
    if Indicator.objects.filter(election=election, key=ident, retired_at=None).exists():
        raise IndicatorExists(ident)
    made = _make(
        election, instrument, _next_slot(election, instrument), now, scale=scale, key=ident, name=name.strip()[:200],
        number=number.strip()[:10], question=question, rule=dict(rule), agency_kind=agency_kind,
        denominator=denominator.strip()[:200], weight=weight, stale_days=stale_days,
    )  # fmt: skip
    ask_rebuild(election.pk, terms=True)
    derive_readings(election, [instrument.pk])
    record(actor, "indicator.add", made, before=None, after=made.as_fact(), now=now)
    return made


def _make(election: Election, instrument: Instrument, slot: int, now: datetime, **fields: Any) -> Indicator:
    made = Indicator.objects.create(election=election, instrument=instrument, slot=slot, since=now, **fields)
    IndicatorTerms.objects.create(indicator=made, since=now, weight=made.weight, stale_days=made.stale_days)
    return made


def _next_slot(election: Election, instrument: Instrument) -> int:
    last = Indicator.objects.filter(election=election, instrument=instrument).aggregate(last=Max("slot"))["last"]
    slot = 0 if last is None else last + 1
    if slot >= MOST_INDICATORS:
        raise TooManyIndicators(MOST_INDICATORS)
    return slot


def _check_terms(weight: int, stale_days: int) -> None:
    if not 0 <= weight <= MOST_WEIGHT:
        raise BadIndicator(
            _("Bobot harus antara 0 dan %(most)d.") % {"most": MOST_WEIGHT}, _("Ubah bobotnya."), field="weight"
        )
    if not 1 <= stale_days <= MOST_DAYS:
        raise BadIndicator(
            _("Masa usang harus antara 1 dan %(most)d hari.") % {"most": MOST_DAYS}, _("Ubah jumlah harinya."),
            field="stale_days",
        )  # fmt: skip


def _check_question(instrument: Instrument, path: str, rule: Mapping[str, Any]) -> None:
    version = InstrumentVersion.objects.filter(instrument=instrument).order_by("-number").first()
    questions: Sequence[Mapping[str, Any]] = version.questions if version else ()
    found = next((one for one in questions if one.get("path") == path), None)
    if found is None:
        raise BadIndicator(
            _("Pertanyaan itu tidak ada pada versi terbaru daftar isian ini."), _("Pilih dari daftar."),
            field="question",
        )  # fmt: skip
    if instrument.sensitive or found.get("sensitive"):
        raise BadIndicator(
            _("Jawaban pertanyaan ini tertutup, sehingga nilainya tidak boleh tampak pada gambaran."),
            _("Pilih pertanyaan yang terbuka."),
            field="question",
        )
    if found.get("repeat"):
        raise BadIndicator(
            _("Pertanyaan di dalam rincian berulang tidak dapat menjadi indikator."),
            _("Pilih pertanyaan yang dijawab satu kali."),
            field="question",
        )
    if wrong := fault(rule):
        raise BadIndicator(
            _("Aturan nilai belum lengkap (%(part)s).") % {"part": wrong},
            _("Lengkapi nilai tiap pilihan, antara 0 dan 1."),
            field="rule",
        )
    if found.get("type") not in SUITS[str(rule["kind"])]:
        raise BadIndicator(
            _("Aturan nilai itu tidak cocok untuk jenis pertanyaan ini."), _("Pilih aturan lain."), field="rule"
        )
    _check_names(found, rule, questions)


def _check_names(question: Mapping[str, Any], rule: Mapping[str, Any], questions: Sequence[Mapping[str, Any]]) -> None:
    """What a rule names must be there: choices of the question, the other question of a ratio."""
    choices = {str(one.get("name")) for one in question.get("choices") or ()}
    named = {str(one) for one in rule.get("scores", {})} | {
        str(one) for one in [*rule.get("yes", []), *rule.get("no", [])]
    }
    if choices and rule["kind"] in ("choice", "risk") and (unknown := sorted(named - choices)):
        raise BadIndicator(
            _("Pilihan “%(choice)s” tidak ada pada pertanyaan ini.") % {"choice": unknown[0]},
            _("Beri nilai pada pilihan yang ada."),
            field="rule",
        )
    other = rule.get("needed_question")
    if other and not any(one.get("path") == other and not one.get("sensitive") for one in questions):
        raise BadIndicator(
            _("Pertanyaan pembanding tidak ada pada daftar isian ini."), _("Pilih dari daftar."), field="rule"
        )


def _fresh(indicator: Indicator) -> Indicator:
    found = (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("election__region", "instrument")
        .filter(pk=indicator.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


@action("indicator.set_terms")
def set_terms(
    *, actor: Actor, indicator: Indicator, weight: int, stale_days: int, reason: str, now: datetime
) -> Indicator:
    """Give an indicator another weight or stale period from now on; past pictures keep theirs.

    Raises ``BadIndicator``, ``IndicatorRetired``.
    """
    found = _fresh(indicator)
    require(actor, Verb.INDICATOR_CHANGE, found.place)
    _check_terms(weight, stale_days)
    if found.retired_at is not None:
        raise IndicatorRetired(found.name)
    if (found.weight, found.stale_days) == (weight, stale_days):
        nothing_changed()
        return found
    return _give(actor, "indicator.set_terms", found, weight, stale_days, _reason(reason), now)


def _give(
    actor: Actor, act: str, indicator: Indicator, weight: int, stale_days: int, reason: str, now: datetime
) -> Indicator:
    before = indicator.as_fact()
    indicator.weight, indicator.stale_days = weight, stale_days
    indicator.save(update_fields=["weight", "stale_days"])
    IndicatorTerms.objects.create(indicator=indicator, since=now, weight=weight, stale_days=stale_days)
    ask_rebuild(indicator.election_id, terms=True)
    record(actor, act, indicator, before=before, after=indicator.as_fact(), now=now, reason=reason)
    return indicator


@action("indicator.set_weights")
def set_weights(
    *, actor: Actor, election: Election, weights: Mapping[int, int], reason: str, now: datetime
) -> list[Indicator]:
    """Give several indicators (by id) other weights at once, as tried before. Returns those that changed.

    Raises ``BadIndicator``, ``IndicatorRetired``.
    """
    require(actor, Verb.INDICATOR_CHANGE, election.place)
    rows = Indicator.objects.select_for_update(of=("self",)).select_related("election__region", "instrument")
    found = list(rows.filter(election=election, pk__in=list(weights)).order_by("pk"))
    if len(found) != len(weights):
        raise Refused
    changed = [one for one in found if one.weight != weights[one.pk]]
    if not changed:
        nothing_changed()
        return []
    clean = _reason(reason)
    for one in changed:
        _check_terms(weights[one.pk], one.stale_days)
        if one.retired_at is not None:
            raise IndicatorRetired(one.name)
        _give(actor, "indicator.set_weights", one, weights[one.pk], one.stale_days, clean, now)
    return changed


@action("indicator.retire")
def retire_indicator(*, actor: Actor, indicator: Indicator, reason: str, now: datetime) -> Indicator:
    """Stop using an indicator from now on; past pictures keep it. Raises ``IndicatorRetired``, ``BadIndicator``."""
    found = _fresh(indicator)
    require(actor, Verb.INDICATOR_CHANGE, found.place)
    clean = _reason(reason)
    if found.retired_at is not None:
        raise IndicatorRetired(found.name)
    before = found.as_fact()
    found.retired_at = max(now, found.since)
    found.save(update_fields=["retired_at"])
    ask_rebuild(found.election_id, terms=True)
    record(actor, "indicator.retire", found, before=before, after=found.as_fact(), now=now, reason=clean)
    return found


def _reason(text: str) -> str:
    clean = text.strip()
    if not clean or len(clean) > 400:
        raise BadIndicator(_("Alasan belum diisi."), _("Tulis alasannya secara singkat."), field="reason")
    return clean


@action("indicator.install_standard")
def install_standard_indicators(*, actor: Actor, election: Election, now: datetime) -> list[Indicator]:
    """Install the standard indicators of the shipped instruments that the election does not have yet.

    One that was retired stays so. Idempotent; returns those that are new.
    """
    require(actor, Verb.INDICATOR_CHANGE, election.place)
    known = set(Indicator.objects.filter(election=election).values_list("key", flat=True))
    instruments = {one.name: one for one in Instrument.objects.filter(shipped=True, retired_at=None)}
    slots = {
        row["instrument"]: row["last"] + 1
        for row in Indicator.objects.filter(election=election).values("instrument").annotate(last=Max("slot"))
    }
    versions: dict[int, InstrumentVersion] = {}
    for version in InstrumentVersion.objects.filter(instrument__in=instruments.values()).order_by("number"):
        versions[version.instrument_id] = version
    new: list[Indicator] = []
    regime = regime_of(election)
    for one in standard_indicators():
        instrument = instruments.get(one.instrument)
        if one.regimes and regime not in one.regimes:
            continue
        if one.key in known or instrument is None or instrument.pk not in versions:
            continue
        questions = {question.get("path") for question in versions[instrument.pk].questions}
        slot = slots.get(instrument.pk, 0)
        if one.question not in questions or slot >= MOST_INDICATORS:
            continue
        slots[instrument.pk] = slot + 1
        new.append(Indicator(election=election, instrument=instrument, slot=slot, since=now, **one.fields()))
    if not new:
        nothing_changed()
        return []
    made = Indicator.objects.bulk_create(new)
    IndicatorTerms.objects.bulk_create(
        IndicatorTerms(indicator=one, since=now, weight=one.weight, stale_days=one.stale_days) for one in made
    )
    ask_rebuild(election.pk, terms=True)
    derive_readings(election)
    changes = [Change(one.fact_type, one.fact_key, one.fact_region, None, one.as_fact()) for one in made]
    record_bulk(actor, "indicator.install_standard", changes, label=_("Indikator baku"), now=now)
    return made
