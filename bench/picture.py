"""The picture against Polars: a regency of 3,000 TPS, and a nation of 435,000 TPS, 30 indicators each.

(a) The regency's picture (value, coverage, staleness, verified, by indicator, by sub-district, TPS by standing) as the
    pages ask for it, cold (first look of a process) and warm, beside the same sums by Polars from columns in memory.
(b) The nation: all tallies made anew from the rows, beside Polars that reads the same rows from the same database,
    unpacks the same scores and makes the same sums at all levels; and the work after one report, from the report's
    transaction through the fold to the regency's and the country's new figures.

The rows are generated, one report for each TPS (95 %), over 28 days, some confirmed, some answers left out. All is on
a SQLite file in a temporary home. ``BENCH_NATION`` sets another number of TPS for (b). ``BENCH_CLOCK=processor`` counts
the processor's time of all threads instead of the clock's: for a machine that others use too.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

INDICATORS = 30
REGENCY_STATIONS = 3000
NATION_STATIONS = int(os.environ.get("BENCH_NATION", "435000"))
CLOCK = time.process_time if os.environ.get("BENCH_CLOCK") == "processor" else time.perf_counter
NOW = datetime(2024, 10, 30, 2, 0, tzinfo=UTC)
NOW_US = int(NOW.timestamp()) * 1_000_000
TODAY = NOW.toordinal()
WARM_RATIO, REBUILD_RATIO, AFTER_MS = 3.0, 2.0, 50.0


def prepare() -> str:
    """An empty migrated database; the file's name."""
    home = tempfile.mkdtemp(prefix="siaga-bench-")
    os.environ.update(SIAGA_HOME=home, SIAGA_MODE="serve", DJANGO_SETTINGS_MODULE="siaga.settings")
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return f"{home}/siaga.sqlite3"


class World:
    """One election over generated regions. shape: regencies, sub-districts in each, TPS in each of those."""

    def __init__(self, slug: str, province_from: int, regencies: int, districts: int, stations: int) -> None:
        from siaga.elections.models import Election, PollingStation, RulesetText
        from siaga.elections.rulesets import by_name
        from siaga.instruments.models import Instrument, InstrumentVersion, UnitKind
        from siaga.readiness.models import Indicator, IndicatorTerms
        from siaga.reporting.models import Duty

        self.codes: list[str] = []
        regions: list[tuple[str, str]] = []
        for number in range(regencies):
            province = f"{province_from + number // 14:02d}"
            regency = f"{province}.{number % 14 + 1:02d}"
            if number % 14 == 0:
                regions.append((province, ""))
            regions.append((regency, province))
            for district in range(1, districts + 1):
                regions.append((f"{regency}.{district:02d}", regency))
                self.codes.append(f"{regency}.{district:02d}")
        village = f"{self.codes[0]}.2001"
        regions.append((village, self.codes[0]))
        rows = self._regions(regions)
        self.regency = rows[self.codes[0][:5]]
        file = by_name("pilkada-2024")
        text, _made = RulesetText.objects.get_or_create(
            digest=file.digest, defaults={"name": "pilkada-2024", "version": "2024.1", "toml": file.text}
        )
        self.election = Election.objects.create(
            slug=slug, name=slug, region=rows[self.codes[0][:2]], voting_day="2024-11-27", ruleset=text
        )
        self.election.refresh_from_db()
        self.instrument = Instrument.objects.create(name=slug, title=slug, unit_kind=UnitKind.TPS, shipped=True)
        self.version = InstrumentVersion.objects.create(
            instrument=self.instrument, number=1, version="1", source_name="-", source=b"", xform="", added_at=NOW,
            added_by="-", questions=[
                {"path": f"q{slot}", "type": "select_one", "label": f"q{slot}", "required": False, "relevant": "",
                 "choices": [{"name": name, "label": name} for name in ("ya", "tidak")], "sensitive": False,
                 "repeat": "", "media": False} for slot in range(INDICATORS)],
        )  # fmt: skip
        made = Indicator.objects.bulk_create(
            Indicator(
                election=self.election, instrument=self.instrument, scale="readiness", key=f"i-{slot}",
                name=f"Contoh {slot}", question=f"q{slot}", slot=slot, denominator="seluruh TPS",
                rule={"kind": "choice", "scores": {"ya": 1, "tidak": 0}}, weight=slot % 4 + 1, stale_days=7,
                since=NOW - timedelta(days=60),
            )
            for slot in range(INDICATORS)
        )  # fmt: skip
        IndicatorTerms.objects.bulk_create(
            IndicatorTerms(indicator=one, since=one.since, weight=one.weight, stale_days=7) for one in made
        )
        self.weights = [one.weight for one in made]
        self.duty = Duty.objects.create(
            election=self.election, instrument=self.instrument, region=rows[self.codes[0][:2]], role="field",
            cadence=[], starts="2024-10-01", ends="2024-11-27",
        )  # fmt: skip
        place = rows[village]
        self.station = PollingStation.objects.create(
            election=self.election, village=place, code=f"{village}/001", number=1, province_code=village[:2],
            regency_code=village[:5], district_code=village[:8], village_code=village,
        )  # fmt: skip
        self.stations = stations

    def _regions(self, codes: list[tuple[str, str]]) -> dict[str, Any]:
        from siaga.wilayah.models import Kind, Level, Region

        levels = {2: Level.PROVINCE, 5: Level.REGENCY, 8: Level.DISTRICT, 13: Level.VILLAGE}
        kinds = {2: Kind.PROVINSI, 5: Kind.KABUPATEN, 8: Kind.KECAMATAN, 13: Kind.DESA}
        rows: dict[str, Region] = {}
        for length in levels:
            batch = [
                Region(
                    code=code, name=f"Contoh {code}", search_name="contoh", level=levels[length], kind=kinds[length],
                    parent=rows.get(parent), province_code=code[:2], regency_code=code[:5] if length > 2 else "",
                    district_code=code[:8] if length > 5 else "",
                )
                for code, parent in codes if len(code) == length
            ]  # fmt: skip
            for one in Region.objects.bulk_create(batch, batch_size=80):
                rows[one.code] = one
        return rows

    def fill(self, file: str, first: int) -> None:
        """Roster and readings, straight into the tables. What they point at besides the unit is not looked at."""
        chance = random.Random(7)
        pool = []
        for _number in range(5000):
            scores = array("I", [1_000_000 if chance.random() < 0.7 else 0 for _slot in range(INDICATORS)])
            for slot in range(INDICATORS):
                if chance.random() < 0.04:
                    scores[slot] = 0xFFFFFFFF
            pool.append(scores.tobytes())
        from django.db import connection as django_connection

        connection = sqlite3.connect(file)
        connection.execute("PRAGMA foreign_keys=OFF")
        roster, readings = [], []
        election, instrument, duty = self.election.pk, self.instrument.pk, self.duty.pk
        for number in range(self.stations):
            district = self.codes[number * len(self.codes) // self.stations]
            village = f"{district}.{2001 + number % 5}"
            code = self.station.code if number == 0 else f"{village}/{number % 1000 + 1:03d}-{number}"
            home = (code[:2], code[:5], code[:8], code[:13])
            station = self.station.pk if number == 0 else 1_000_000 + number
            roster.append(("tps", code, station, *home, election, instrument, duty, "2024-09-01 00:00:00"))
            if number and chance.random() < 0.95:
                day = chance.randrange(28)
                us = NOW_US - day * 86_400_000_000 - chance.randrange(80_000_000_000)
                observed = TODAY - (NOW_US + 7 * 3_600_000_000 - us) // 86_400_000_000
                sure = int(chance.random() < 0.4)
                readings.append((
                    first + number, election, instrument, "tps", code, *home, us, observed, us, us, 1, sure,
                    pool[number % len(pool)], "[]",
                ))  # fmt: skip
        with connection:
            connection.executemany(
                "INSERT INTO reporting_duty_unit (unit_kind, unit_code, station_id, province_code, regency_code,"
                " district_code, village_code, election_id, instrument_id, duty_id, since, fresh)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,0)", roster,
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO readiness_reading (submission_id, election_id, instrument_id, unit_kind, unit_code,"
                " province_code, regency_code, district_code, village_code, observed_us, observed_day, received_us,"
                " moved_us, counting, sure, scores, history) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", readings,
            )  # fmt: skip
            connection.execute("ANALYZE")
        connection.close()
        # A connection reads these statistics when it opens: with those of the small regency it would scan the nation.
        django_connection.close()


def clocked(work: Callable[[], Any]) -> tuple[float, Any]:
    start = CLOCK()
    answer = work()
    return (CLOCK() - start) * 1000, answer


def columns(rows: list[tuple[Any, ...]]) -> Any:
    """One line for each reading and indicator, as columns in memory."""
    import numpy as np
    import polars as pl

    packed = np.frombuffer(b"".join(row[4] for row in rows), dtype="<u4")
    frame = pl.DataFrame(
        {
            "district": [row[1] for row in rows],
            "day": np.array([row[2] for row in rows], dtype=np.int32),
            "sure": np.array([row[3] for row in rows], dtype=np.bool_),
        }
    )
    count = len(rows)
    return pl.DataFrame(
        {
            "district": frame["district"].gather(np.repeat(np.arange(count), INDICATORS)),
            "day": np.repeat(frame["day"].to_numpy(), INDICATORS),
            "sure": np.repeat(frame["sure"].to_numpy(), INDICATORS),
            "unit": np.repeat(np.arange(count, dtype=np.int32), INDICATORS),
            "indicator": np.tile(np.arange(INDICATORS, dtype=np.int32), count),
            "score": packed.astype(np.int64),
        }
    ).with_columns(pl.col("district").cast(pl.Categorical))


def aggregate(frame: Any, weights: list[int]) -> Any:
    """What a picture needs of a regency: by sub-district and indicator, by region, and TPS by standing."""
    import polars as pl

    weight = pl.col("indicator").replace_strict(dict(enumerate(weights)), return_dtype=pl.Int64)
    answered = frame.lazy().filter(pl.col("score") != 0xFFFFFFFF).with_columns(weight=weight)
    sums = [
        pl.len().alias("reported"),
        pl.col("score").sum().alias("earned"),
        pl.col("sure").sum().alias("confirmed"),
        pl.col("score").filter(pl.col("sure")).sum().alias("confirmed_earned"),
        (TODAY - pl.col("day") > 7).sum().alias("stale"),
        pl.col("day").min().alias("oldest"),
    ]
    lines = answered.group_by("district", "indicator").agg(*sums)
    units = answered.group_by("district", "unit").agg(
        pl.len().alias("reported"), (pl.col("score") * pl.col("weight")).sum().alias("earned"),
        pl.col("day").min().alias("oldest"),
    )  # fmt: skip
    full = 1_000_000 * sum(weights)
    standings = units.group_by("district").agg(
        (pl.col("earned") == full).sum().alias("ready"), (2 * pl.col("earned") >= full).sum().alias("half"),
        ((pl.col("earned") == full) & (TODAY - pl.col("oldest") > 7)).sum().alias("stale"),
        (TODAY - pl.col("oldest") > 7).sum().alias("silent"),
    )  # fmt: skip
    return pl.collect_all([lines, standings])


def read_rows(file: str, election: int) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file)
    rows = connection.execute(
        "SELECT unit_code, district_code, observed_day, sure, scores FROM readiness_reading"
        " WHERE election_id = ? AND counting", [election],
    ).fetchall()  # fmt: skip
    connection.close()
    return rows


def roster_counts(file: str, election: int) -> Any:
    """Expected pairs by sub-district: read and counted."""
    import polars as pl

    connection = sqlite3.connect(file)
    rows = connection.execute(
        "SELECT unit_code, district_code FROM reporting_duty_unit WHERE election_id = ? AND until IS NULL", [election]
    ).fetchall()
    connection.close()
    return pl.DataFrame(rows, schema=["unit", "district"], orient="row").group_by("district").len()


def nation_by_polars(file: str, election: int, weights: list[int]) -> Any:
    """Read, unpack, and the sums of every level."""
    import polars as pl

    roster_counts(file, election)
    lines, standings = aggregate(columns(read_rows(file, election)), weights)
    answers = [lines, standings]
    for length in (5, 2, 0):
        up = lines.with_columns(code=pl.col("district").cast(pl.String).str.slice(0, length))
        answers.append(up.group_by("code", "indicator").agg(pl.col("reported", "earned", "confirmed", "stale").sum()))
    return answers


def main() -> int:
    file = prepare()
    from siaga.access import Actor, Grant, Role
    from siaga.readiness import queries
    from siaga.readiness.folding import settle
    from siaga.readiness.models import Tally
    from siaga.readiness.rebuilding import rebuild
    from siaga.readiness.receiving import ask_rebuild

    actor = Actor(1, "Contoh", (Grant(Role.ADMIN),))
    failed = False

    def verdict(ratio: float, target: float) -> str:
        nonlocal failed
        failed = failed or ratio > target
        return "ok" if ratio <= target else "ABOVE"

    regency = World("kabupaten", 11, 1, 20, REGENCY_STATIONS)
    regency.fill(file, 100_000_000)
    ask_rebuild(regency.election.pk, terms=True)
    settle(regency.election)
    code = regency.regency.code

    def look(silent: int = 0) -> Any:
        return queries.picture(actor, regency.election, code, "readiness", None, NOW, silent=silent)

    cold, shown = clocked(look)
    looks = [clocked(look)[0] for _round in range(60)]
    warm = statistics.median(looks)
    named = statistics.median(clocked(lambda: look(500))[0] for _round in range(10))
    frame = columns(read_rows(file, regency.election.pk))
    aggregate(frame, regency.weights)
    polars = statistics.median(clocked(lambda: aggregate(frame, regency.weights))[0] for _round in range(60))
    lines, _standings = aggregate(frame, regency.weights)
    assert int(lines["reported"].sum()) == shown.figure.reported, "both count the same pairs"
    pairs = zip(lines["indicator"], lines["earned"], strict=True)
    assert sum(int(one) * regency.weights[int(slot)] for slot, one in pairs) == shown.figure.earned, (
        "both earn the same"
    )
    past = statistics.median(
        clocked(lambda: queries.picture(actor, regency.election, code, "readiness", NOW, NOW + timedelta(1), silent=0))[
            0
        ]
        for _round in range(5)
    )
    ratio = warm / polars
    print(f"(a) regency, {REGENCY_STATIONS} TPS x {INDICATORS} indicators")
    print(f"    picture cold {cold:.1f} ms, warm {warm:.2f} ms; Polars on columns in memory {polars:.2f} ms")
    print(f"    warm / Polars = {ratio:.2f}  (target <= {WARM_RATIO:g})  {verdict(ratio, WARM_RATIO)}")
    print(f"    with 500 silent TPS named {named:.1f} ms; at a past moment, from the rows {past:.1f} ms")

    nation = World("nasional", 20, 514, 14, NATION_STATIONS)
    nation.fill(file, 200_000_000)
    election = nation.election
    ask_rebuild(election.pk, terms=True)
    first, _count = clocked(lambda: rebuild(election))
    size = sum(len(one) for one in Tally.objects.filter(election=election).values_list("data", flat=True))
    again, written = clocked(lambda: rebuild(election))
    assert written == 0
    again = min(again, clocked(lambda: rebuild(election))[0])
    both = min(clocked(lambda: nation_by_polars(file, election.pk, nation.weights))[0] for _round in range(2))
    count, share = Tally.objects.count(), again / both
    print(f"(b) nation, {NATION_STATIONS} TPS x {INDICATORS} indicators, {count} tallies ({size / 1e6:.0f} MB)")
    print(f"    rebuild {again:.0f} ms (first time, with all tallies written, {first:.0f} ms); Polars {both:.0f} ms")
    print(f"    rebuild / Polars = {share:.2f}  (target <= {REBUILD_RATIO:g})  {verdict(share, REBUILD_RATIO)}")
    print(f"    first rebuild / Polars = {first / both:.2f}")

    from siaga.reporting.actions.submissions import submit_report
    from siaga.reporting.incoming import Report

    times = []
    for number in range(12):
        at = NOW + timedelta(minutes=number)
        values = {f"q{slot}": "ya" if (slot + number) % 3 else "tidak" for slot in range(INDICATORS)}

        def report(at: datetime = at, values: dict[str, str] = values, number: int = number) -> Any:
            said = Report(
                f"uuid:bench-{number}", election, "nasional", f"tps:{nation.station.code}", at, values, version="1"
            )
            submit_report(actor=actor, report=said, now=at)
            settle(election)
            return [
                queries.picture(actor, election, place, "readiness", None, at, silent=0)
                for place in (nation.regency.code, "")
            ]

        spent, (small, large) = clocked(report)
        times.append(spent)
        assert small.figure.reported and large.figure.reported
    after = statistics.median(times)
    print(f"    after one report: {after:.1f} ms from its transaction to the new figures of regency and country")
    print(f"    (slowest of {len(times)}: {max(times):.1f} ms; target < {AFTER_MS:g})  {verdict(after, AFTER_MS)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
