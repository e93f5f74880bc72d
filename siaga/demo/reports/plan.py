"""Which sample reports come in, when, from whom: a pure plan that the story then plays through the real actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from siaga.demo import sample
from siaga.demo.reports import answers
from siaga.demo.reports.answers import chance_of
from siaga.demo.reports.reporters import AGENCIES, CITY, camat_of, lurah_of, officer_of

ZONE = ZoneInfo("Asia/Jakarta")
DEADLINES = (date(2024, 10, 7), date(2024, 10, 14), date(2024, 10, 21), date(2024, 10, 28))
"""The Mondays on which the weekly reports are due."""
SILENT_VILLAGES = ("16.72.04.1020", "16.72.04.1022", "16.72.05.1003")
"""Kelurahan that have said nothing since the second week."""
OWN_STATION = "16.72.03.1022/001"
WAITING_STATION = "16.72.03.1022/002"
"""The two TPS of the field officer whom the demo prints; the second still owes the last report."""
CONTRADICTED = ("16.72.01.1001/003", "16.72.02.1003/002", "16.72.03.1006/001")
"""TPS of which the officer and the lurah said different things on the same day."""
ALTERED = ("16.72.02.1004/001", "16.72.01.1007/002")
"""TPS whose last report came a second time under the same number with other answers."""
RETURNED = ("16.72.03.1012/001", "16.72.03.1019/002", "16.72.02.1018/001", "16.72.01.1005/004")
"""TPS whose third report the camat sent back; all but the last were corrected."""
WRONG_CLOCKS = {
    "16.72.03.1023/001": datetime(2019, 1, 1, 7, 12, tzinfo=ZONE),
    "16.72.01.1002/001": datetime(2031, 5, 4, 16, 3, tzinfo=ZONE),
}
"""TPS whose last report was observed, says the telephone, in another year."""
LONG_WHOLE = ("16.72.02.1005/001", "16.72.02.1019/002", "16.72.01.1014/003")
"""TPS that were whole in the second week, and of which nothing was heard since."""
_NAMES = UUID("6f1c8a52-2f8b-4a0e-9a51-1672202410aa")


@dataclass(frozen=True, slots=True)
class Planned:
    """One sample report. corrects: the instance id that it supersedes. photo: whether a photo comes with it."""

    instance_id: str
    instrument: str
    unit: str
    sender: str
    observed_at: datetime
    received_at: datetime
    week: int
    values: dict[str, Any] = field(hash=False)
    nil: bool = False
    photo: bool = False
    corrects: str = ""


def name_of(*parts: object) -> str:
    """The instance id of a sample report."""
    return f"uuid:{uuid5(_NAMES, ':'.join(map(str, parts)))}"


@cache
def stations() -> dict[str, sample.Station]:
    """The TPS of Pilkada 2024 by code."""
    return {f"{one.village}/{one.number:03d}": one for one in sample.stations()}


def reports() -> list[Planned]:
    """Every sample report, in the order in which they come in."""
    told = [*_of_stations(), *_of_risk(), *_of_villages(), *_of_districts(), *_of_agencies(), *_of_health()]
    return sorted(told, key=lambda one: (one.received_at, one.instance_id))


def _moments(week: int, *parts: object, late: float = 0.0) -> tuple[datetime, datetime]:
    """When a report of a week was observed and received; a share of them after the deadline (Monday 16.00)."""
    chance = chance_of("saat", week, *parts)
    deadline = DEADLINES[week]
    if chance.random() < late:
        day = deadline + timedelta(days=chance.choice([1, 1, 2]))
        hour = chance.randint(7, 8) if day >= date(2024, 10, 30) else chance.randint(8, 16)
        seen = _at(day, hour, chance.randint(0, 20))
        return seen, seen + timedelta(minutes=chance.randint(5, 25))
    seen = _at(deadline - timedelta(days=chance.choice([0, 1, 2, 3, 3])), chance.randint(8, 14), chance.randint(0, 59))
    return seen, seen + timedelta(minutes=chance.randint(4, 70))


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def _weeks_of(station: str) -> set[int]:
    """In which weeks a TPS reports."""
    chance = chance_of("tertib", station)
    if station == WAITING_STATION:
        return {0, 1, 2}
    if station == OWN_STATION or station in {*CONTRADICTED, *ALTERED, *RETURNED, *WRONG_CLOCKS}:
        return {0, 1, 2, 3}
    if station in LONG_WHOLE:
        return {0, 1}
    if station.partition("/")[0] in SILENT_VILLAGES:
        return {0, 1} if chance.random() < 0.8 else set()
    draw = chance.random()
    if draw < 0.04:
        return set()
    if draw < 0.12:
        return {0, 1}
    return {week for week in range(answers.WEEKS) if chance.random() < 0.93 or week == 3}


def _of_stations() -> Iterator[Planned]:
    for code, station in stations().items():
        for week in sorted(_weeks_of(code)):
            yield from _of_station(code, station, week)


def _of_station(code: str, station: sample.Station, week: int) -> Iterator[Planned]:
    seen, came = _moments(week, code, late=0.07)
    values = answers.station_answers(code, station.voters, week)
    if _is_whole(code, week):
        values = answers.whole_answers(station.voters)
    chance = chance_of("kirim", code, week)
    number = name_of("kesiapan-tps", code, week)
    nil = week == 2 and chance.random() < 0.04 and code not in RETURNED
    photo = week == 3 and (code == OWN_STATION or chance.random() < 0.16)
    values["bukti/titik"] = f"{station.lat + chance.uniform(-4e-4, 4e-4):.6f} {station.lon:.6f} 0 12"
    if photo:
        values["bukti/foto"] = f"tps-{station.number:03d}-contoh.jpg"
    if week == 3 and code in WRONG_CLOCKS:
        seen = WRONG_CLOCKS[code]
    if code in RETURNED and week == 2:
        values |= {"logistik/kotak_suara": "tidak", "logistik/segel": "lengkap", "logistik/surat_suara": "belum"}
    if code in CONTRADICTED and week == 3:
        seen, came = _at(date(2024, 10, 26), 9, 10), _at(date(2024, 10, 26), 9, 40)
        values["logistik/kotak_suara"] = "ya"
    planned = Planned(
        number, "kesiapan-tps", f"tps:{code}", officer_of(code), seen, came, week, {} if nil else values, nil, photo
    )
    yield planned
    if code in CONTRADICTED and week == 3:
        other = {key: value for key, value in values.items() if not key.startswith("bukti/")}
        other |= {"logistik/kotak_suara": "tidak", "logistik/surat_suara": "belum", "logistik/segel": "belum"}
        other["bukti/catatan"] = "Laporan contoh. Kotak suara tidak ada di TPS dan tidak ada di kelurahan."
        said = seen + timedelta(hours=4)
        unit = f"tps:{code}"
        yield Planned(
            name_of("lurah", code, week), "kesiapan-tps", unit, lurah_of(station.village), said, said, week, other
        )
    if code in RETURNED[:-1] and week == 2:
        mended = values | {"logistik/segel": "belum", "bukti/catatan": "Laporan contoh. Diperbaiki: segel belum ada."}
        again = _at(date(2024, 10, 23), 9, 5 + RETURNED.index(code))
        yield Planned(
            name_of("koreksi", code, week),
            "kesiapan-tps",
            f"tps:{code}",
            officer_of(code),
            again,
            again,
            week,
            mended,
            corrects=number,
        )


def _is_whole(code: str, week: int) -> bool:
    """The TPS of the simulated vote: some in the last week, three of them in the second already."""
    if code in LONG_WHOLE:
        return week == 1
    planted = {*CONTRADICTED, *ALTERED, *RETURNED, *WRONG_CLOCKS, OWN_STATION, WAITING_STATION}
    near = code[:8] in {"16.72.01", "16.72.02", "16.72.03"}
    return week == 3 and near and code not in planted and chance_of("simulasi", code).random() < 0.1


def altered() -> Iterator[tuple[datetime, Planned]]:
    """The repeats that carry the number of the last report and other answers: each waits for a person."""
    for place, code in enumerate(ALTERED):
        station = stations()[code]
        first = next(one for one in _of_station(code, station, 3))
        values = first.values | {
            "logistik/kotak_suara": "tidak" if first.values["logistik/kotak_suara"] == "ya" else "ya",
            "logistik/segel": "belum",
            "logistik/surat_suara": "belum",
        }
        came = _at(date(2024, 10, 29), 10 + place, 20)
        yield (
            came,
            Planned(first.instance_id, first.instrument, first.unit, first.sender, first.observed_at, came, 3, values),
        )


def _of_risk() -> Iterator[Planned]:
    for code in stations():
        chance = chance_of("petakan", code)
        if code.partition("/")[0] in SILENT_VILLAGES[:2] or chance.random() < 0.07:
            continue
        seen = _at(
            date(2024, 10, 14) + timedelta(days=chance.randint(0, 12)), chance.randint(8, 15), chance.randint(0, 59)
        )
        yield Planned(
            name_of("kerawanan-tps", code),
            "kerawanan-tps",
            f"tps:{code}",
            camat_of(code[:8]),
            seen,
            seen + timedelta(minutes=chance.randint(10, 200)),
            3,
            answers.risk_answers(code),
        )


def _of_villages() -> Iterator[Planned]:
    for village in sample.villages():
        for week in range(answers.WEEKS):
            if village in SILENT_VILLAGES and week > 1:
                continue
            seen, came = _moments(week, village, late=0.08)
            yield Planned(
                name_of("kesiapan-desa", village, week),
                "kesiapan-desa",
                f"region:{village}",
                lurah_of(village),
                seen,
                came,
                week,
                answers.village_answers(village, week),
            )


def _of_districts() -> Iterator[Planned]:
    for district in sample.kecamatan():
        for week in range(answers.WEEKS):
            seen, came = _moments(week, district.code)
            yield Planned(
                name_of("kesiapan-kecamatan", district.code, week),
                "kesiapan-kecamatan",
                f"region:{district.code}",
                camat_of(district.code),
                seen,
                came,
                week,
                answers.district_answers(district.code, week),
            )


def _of_agencies() -> Iterator[Planned]:
    for place, key in enumerate(("kpu", "bawaslu", *AGENCIES)):
        for week in range(answers.WEEKS):
            if key in {"telkom", "kejaksaan"} and week > 1:
                continue
            # KPU is the last to speak each Monday, so that its word is the newest.
            said = (
                _at(DEADLINES[week], 15, 40) if key == "kpu" else _at(DEADLINES[week], 9 + place // 3, place % 3 * 15)
            )
            yield Planned(
                name_of("kesiapan-instansi", key, week),
                "kesiapan-instansi",
                f"agency:{key}@{CITY}",
                key,
                said,
                said + timedelta(minutes=6),
                week,
                answers.agency_answers(key, week),
            )


def _of_health() -> Iterator[Planned]:
    """A first round of examinations in Dempo Utara, before the duty itself begins."""
    for code in stations():
        chance = chance_of("periksa", code)
        if code[:8] != "16.72.03" or chance.random() < 0.4:
            continue
        seen = _at(date(2024, 10, 28), chance.randint(8, 15), chance.randint(0, 59))
        yield Planned(
            name_of("kesehatan-petugas", code),
            "kesehatan-petugas",
            f"tps:{code}",
            camat_of("16.72.03"),
            seen,
            seen + timedelta(minutes=20),
            3,
            answers.health_answers(code),
        )
