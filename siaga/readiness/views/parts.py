"""What the picture's pages are drawn from: figures turned into bars, ages and sentences. No query is made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.kit.words import number
from siaga.readiness.arithmetic import FULL, Figure, Scale, Standing
from siaga.readiness.shapes import IndicatorLine, Picture, Risk, Units
from siaga.wilayah.zones import zone_of

MINUS = "\N{MINUS SIGN}"
SHOWN_ORDER = (Standing.SIAP, Standing.SEBAGIAN, Standing.BELUM, Standing.USANG, Standing.BELUM_LAPOR)


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: where it begins and how wide it is, in hundredths of the bar."""

    key: str
    count: int
    share: Fraction
    start: str
    width: str
    url: str = ""


def _hundredths(share: Fraction) -> str:
    return f"{float(share * 100):.3f}"


def stretches(amounts: Iterable[tuple[str, Fraction | int, str]]) -> list[Part]:
    """Parts of a bar from (key, amount, address); empty parts are kept, so that a legend can name them."""
    lines = [(key, Fraction(amount), url) for key, amount, url in amounts]
    whole = sum((amount for _key, amount, _url in lines), Fraction(0))
    found, start = [], Fraction(0)
    for key, amount, url in lines:
        share = amount / whole if whole else Fraction(0)
        found.append(Part(key, int(amount), share, _hundredths(start), _hundredths(share), url))
        start += share
    return found


def standing_bar(units: Units, list_url: str = "") -> list[Part]:
    """The units by standing as a stacked bar; each part leads to the list of its units."""
    return stretches(
        (key.value, units.by_standing.get(key, 0), f"{list_url}?keadaan={key.value}" if list_url else "")
        for key in SHOWN_ORDER
    )


def weight_bar(figure: Figure) -> list[Part]:
    """A figure as a bar over all that is expected: verified, else evidenced, reported but lacking, not reported."""
    if not figure.weight_expected:
        return []
    whole = figure.weight_expected * FULL
    reported = figure.weight_reported * FULL
    return stretches(
        [
            ("terverifikasi", Fraction(figure.confirmed_earned, whole), ""),
            ("siap", Fraction(figure.earned - figure.confirmed_earned, whole), ""),
            ("belum", Fraction(reported - figure.earned, whole), ""),
            ("belum_lapor", Fraction(whole - reported, whole), ""),
        ]
    )


RISK_ORDER = (Risk.RAWAN, Risk.TANPA, Risk.BELUM_LENGKAP, Risk.BELUM_LAPOR)


def risks_bar(units: Units, list_url: str = "") -> list[Part]:
    """The TPS by kerawanan as a stacked bar; each part leads to the list of its TPS."""
    return stretches(
        (key.value, units.by_risk.get(key, 0), f"{list_url}?skala=kerawanan&keadaan={key.value}" if list_url else "")
        for key in RISK_ORDER
    )


def risk_bar(figure: Figure) -> list[Part]:
    """Kerawanan over all that is expected: at risk, reported as not at risk, not reported."""
    if figure.low is None or figure.high is None:
        return []
    return stretches(
        [
            ("rawan", figure.low, ""),
            ("tanpa_kerawanan", 1 - figure.high, ""),
            ("belum_lapor", figure.high - figure.low, ""),
        ]
    )


@dataclass(frozen=True, slots=True)
class Age:
    """How old the observations behind a figure are, in whole days; None where nothing was observed."""

    newest: int | None
    oldest: int | None

    def __str__(self) -> str:
        if self.newest is None or self.oldest is None:
            return ""
        if self.newest == self.oldest:
            return _days(self.newest)
        return _("%(newest)s–%(oldest)s hari") % {"newest": number(self.newest), "oldest": number(self.oldest)}


def _days(days: int) -> str:
    return _("hari ini") if days <= 0 else ngettext("%(n)s hari", "%(n)s hari", days) % {"n": number(days)}


def today_at(at: datetime, code: str) -> date:
    """The day that it is at that moment in the region's own zone."""
    return at.astimezone(zone_of(code)).date()


def age_of(figure: Figure, today: date) -> Age:
    """The ages of the newest and of the oldest observation that a figure rests on."""
    if figure.newest is None or figure.oldest is None:
        return Age(None, None)
    return Age(max(0, today.toordinal() - figure.newest), max(0, today.toordinal() - figure.oldest))


def points(difference: Fraction | None, decimals: int = 1) -> str:
    """A difference of two shares in percentage points with its sign: ``+6``, ``−1,5``; empty for None."""
    if difference is None:
        return ""
    size = abs(difference) * 100
    text = number(size, 0 if size.denominator == 1 and decimals < 2 else decimals)
    if not text.strip("0,."):
        return "0"
    return f"{'+' if difference > 0 else MINUS}{text}"


@dataclass(frozen=True, slots=True)
class Change:
    """How a value moved. tone: ``naik``, ``turun`` or ``tetap``; good: whether that direction is the wished one."""

    difference: Fraction
    tone: str
    good: bool
    text: str


def change(now_value: Fraction | None, then_value: Fraction | None, scale: Scale) -> Change | None:
    """The movement between two values; None where one of them is not known."""
    if now_value is None or then_value is None:
        return None
    moved = now_value - then_value
    if not moved:
        return Change(moved, "tetap", True, _("tetap"))
    rises = moved > 0
    words = {"n": points(moved).lstrip(f"+{MINUS}")}
    text = _("naik %(n)s poin") % words if rises else _("turun %(n)s poin") % words
    return Change(moved, "naik" if rises else "turun", rises is (scale is Scale.READINESS), text)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An indicator that costs the region much: how many units' worth is lacking, and how many of them are silent."""

    line: IndicatorLine
    lost: Fraction
    lacking: Fraction
    unreported: int


def hindrances(picture: Picture, most: int = 6) -> list[Hindrance]:
    """The indicators of TPS and regions that take the most points from the readiness figure, the worst first."""
    whole = picture.figure.weight_expected * FULL
    if not whole or picture.scale is not Scale.READINESS:
        return []
    found = []
    for line in picture.indicators:
        if line.indicator.instrument.unit_kind == "agency" or not line.figure.expected:
            continue
        lost = Fraction(line.figure.weight_expected * FULL - line.figure.earned, whole)
        if not lost:
            continue
        per_unit = line.weight * FULL
        lacking = (
            Fraction(line.figure.weight_expected * FULL - line.figure.earned, per_unit) if per_unit else Fraction(0)
        )
        found.append(Hindrance(line, lost, lacking, line.figure.missing))
    found.sort(key=lambda one: (-one.lost, one.line.indicator.key))
    return found[:most]


def largest_remainder(shares: Sequence[Fraction], parts: int) -> list[int]:
    """Whole parts for each share so that they sum to the rounded sum of all: what is shown adds up.

    parts: how many parts make one whole (1,000 for tenths of a percent).
    """
    exact = [share * parts for share in shares]
    floors = [int(value // 1) for value in exact]
    whole = sum(exact, Fraction(0))
    left = int((whole + Fraction(1, 2)) // 1) - sum(floors)
    order = sorted(range(len(exact)), key=lambda place: (-(exact[place] - floors[place]), place))
    for place in order[: max(0, left)]:
        floors[place] += 1
    return floors


def kerawanan_by_code(picture: Picture | None) -> Mapping[str, Figure]:
    """The kerawanan figures of the parts of a region by their codes."""
    return {child.code: child.figure for child in picture.children} if picture is not None else {}
