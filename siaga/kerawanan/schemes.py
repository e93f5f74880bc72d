"""How classes are made in a regency: the version in force, or what the ruleset and the product propose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from siaga.elections.models import Election
from siaga.elections.rulesets import Ruleset, parse
from siaga.engines.risk.scheme import FULL, HardRule, RiskClass, Scheme, Thresholds, scheme_json
from siaga.kerawanan.errors import BadScheme
from siaga.kerawanan.models import ClassScheme
from siaga.wilayah.models import Region

RAWAN = 150_000
SANGAT_RAWAN = 350_000
COVERAGE = 500_000
SPREAD_MOST = 100_000
SPREAD_MANY = 10_000
"""The product's own proposals, in millionths; no source gives any, and the scheme says so."""


@dataclass(frozen=True, slots=True)
class SchemeValues:
    """What a desk may set. Thresholds in millionths; rules as ``engines.risk`` writes them."""

    rawan: int = RAWAN
    sangat_rawan: int = SANGAT_RAWAN
    coverage: int = COVERAGE
    rules: tuple[Mapping[str, Any], ...] = field(default=())
    spread_most: int = SPREAD_MOST
    spread_many: int = SPREAD_MANY
    source: str = ""
    doubt: str = ""

    def columns(self) -> dict[str, Any]:
        return {
            "rawan": self.rawan,
            "sangat_rawan": self.sangat_rawan,
            "coverage": self.coverage,
            "rules": [dict(rule) for rule in self.rules],
            "spread_most": self.spread_most,
            "spread_many": self.spread_many,
            "source": self.source[:300],
            "doubt": self.doubt[:400],
        }


def scheme_in_force(election: Election, region: Region) -> ClassScheme | None:
    return (
        ClassScheme.objects.select_related("region").filter(election=election, region=region, retired_at=None).first()
    )


def values_of(scheme: ClassScheme) -> SchemeValues:
    """What a kept version says."""
    return SchemeValues(
        scheme.rawan, scheme.sangat_rawan, scheme.coverage, tuple(scheme.rules), scheme.spread_most,
        scheme.spread_many, scheme.source, scheme.doubt,
    )  # fmt: skip


def proposed_values(election: Election) -> SchemeValues:
    """What holds until the desk sets its own: the ruleset's hard rules where it has any, thresholds of the product.

    Needs ``ruleset`` loaded.
    """
    rules = parse(election.ruleset.toml) if election.ruleset.toml else None
    hard = _ruled(rules) if rules is not None else []
    if hard:
        return SchemeValues(
            rules=tuple(_rule_json(rule) for rule in hard),
            source=_("Aturan langsung dari %(name)s; ambang skor usulan aplikasi") % {"name": election.ruleset},
            doubt=_("Ambang skor tidak bersumber: tetapkan ambang Desk sendiri."),
        )
    special = HardRule("lokasi-khusus", RiskClass.KHUSUS, _("TPS lokasi khusus (bernomor 901 ke atas)."), special=True)
    return SchemeValues(
        rules=(_rule_json(special),),
        source=_("Usulan aplikasi"),
        doubt=_("Kriteria kelas untuk pemilihan ini belum ditemukan: tetapkan ambang dan aturan Desk sendiri."),
    )


def _ruled(rules: Ruleset) -> list[HardRule]:
    if rules.risk is None:
        return []
    return [
        HardRule(
            rule.key,
            RiskClass(rule.cls),
            rule.text,
            tuple(rule.all_of),
            tuple(rule.any_of),
            rule.special,
        )
        for rule in rules.risk.rules
    ]


def _rule_json(rule: HardRule) -> dict[str, Any]:
    numbers = {*rule.all_of, *rule.any_of}
    form: list[dict[str, Any]] = scheme_json(Scheme(dict.fromkeys(numbers, 1), Thresholds(1, 2), (rule,)))["rules"]
    return form[0]


def criteria_of(values: SchemeValues, weights: Mapping[str, int]) -> Scheme:
    """The engine's scheme: thresholds and rules with the weights of the indicators in force.

    A rule about indicators that the election does not have is left out. Raises ``BadScheme``.
    """
    try:
        return Scheme(
            weights=dict(weights),
            thresholds=Thresholds(values.rawan, values.sangat_rawan, values.coverage),
            rules=tuple(rule for rule in (rule_of(form, weights) for form in values.rules) if rule is not None),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadScheme(
            _("Ambang atau aturan kelas tidak sah."),
            _("Ambang rawan harus di atas 0 dan di bawah ambang sangat rawan; aturan hanya boleh menaikkan kelas."),
        ) from error


def rule_of(form: Mapping[str, Any], known: Iterable[str]) -> HardRule | None:
    """The rule as far as the known indicators can meet it; None where nothing of it is left."""
    numbers = set(known)
    all_of, any_of = tuple(form.get("all_of", ())), tuple(form.get("any_of", ()))
    special = bool(form.get("special"))
    if set(all_of) - numbers:
        return None
    left = tuple(number for number in any_of if number in numbers)
    if any_of and not left:
        return None
    if not (all_of or left or special):
        raise ValueError(f"rule {form.get('key')} has no condition")
    return HardRule(str(form["key"]), RiskClass(form["class"]), str(form["words"]), all_of, left, special)


def checked_values(values: SchemeValues, weights: Mapping[str, int]) -> SchemeValues:
    """The same, with everything in bounds that the tables hold. Raises ``BadScheme``."""
    criteria_of(values, weights)
    for rule in values.rules:
        unknown = sorted({*rule.get("all_of", ()), *rule.get("any_of", ())} - set(weights))
        if unknown:
            raise BadScheme(
                _("Indikator %(numbers)s tidak ada pada pemilihan ini.") % {"numbers": ", ".join(unknown)},
                _("Pilih indikator dari daftar."),
                field="rules",
            )
    if not 0 < values.spread_many <= values.spread_most <= FULL:
        raise BadScheme(
            _("Batas sebaran tidak sah."), _("Batas “banyak” tidak boleh di atas batas “paling banyak”."),
            field="spread_many",
        )  # fmt: skip
    if not values.source.strip():
        raise BadScheme(_("Sumber ambang belum ditulis."), _("Tulis dasar atau kesepakatannya."), field="source")
    return values
