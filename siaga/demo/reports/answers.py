"""What the sample reports say. Pure: the same unit and week always give the same answers.

Every TPS draws its own pace once; what was ready in one week stays ready in the next.
"""

from __future__ import annotations

import math
import random
from typing import Any

from siaga.demo.sample import SEED

WEEKS = 4
NOTE = "Laporan contoh."

_PACE = {"16.72.01": 0.95, "16.72.02": 0.9, "16.72.03": 0.85, "16.72.04": 0.6, "16.72.05": 0.72}
"""How far along each kecamatan is; Dempo Selatan is the hardest to reach."""

_PROGRESS: dict[str, tuple[float, float, float, float]] = {
    "logistik/kotak_suara": (0.15, 0.45, 0.8, 1.05),
    "logistik/surat_suara": (0.0, 0.0, 0.02, 0.08),
    "logistik/bilik": (0.1, 0.4, 0.75, 1.0),
    "logistik/tinta": (0.0, 0.25, 0.6, 0.9),
    "logistik/segel": (0.0, 0.2, 0.55, 0.85),
    "logistik/formulir": (0.0, 0.1, 0.4, 0.7),
    "logistik/alat_bantu_tunanetra": (0.0, 0.2, 0.5, 0.8),
    "tempat/lokasi_ditetapkan": (0.8, 0.95, 1.1, 1.2),
    "tempat/tempat_siap": (0.2, 0.45, 0.7, 0.95),
    "tempat/akses_disabilitas": (0.6, 0.65, 0.75, 0.85),
    "utilitas/listrik_cadangan": (0.2, 0.35, 0.55, 0.75),
}
"""Share of TPS at full pace where the item is ready by the end of each week."""

_RISK = {
    "i1_1": 0.22, "i1_2": 0.18, "i1_3": 0.1, "i1_4": 0.12, "i1_5": 0.3, "i1_6": 0.0, "i1_7": 0.02,
    "i2_1": 0.02, "i2_2": 0.03, "i2_3": 0.01, "i3_1": 0.05, "i4_1": 0.01, "i5_1": 0.01, "i5_2": 0.03,
    "i6_1": 0.04, "i6_2": 0.06, "i6_3": 0.05, "i7_1": 0.1, "i7_2": 0.02, "i7_3": 0.12, "i7_4": 0.09,
    "i7_5": 0.03, "i7_6": 0.04, "i7_7": 0.01, "i8_1": 0.2, "i8_2": 0.14,
}  # fmt: skip
"""How often each kerawanan indicator is answered yes; the terrain of the southern kecamatan weighs on some."""
_TERRAIN = {"i6_3", "i7_1", "i7_3", "i8_1", "i8_2"}


def chance_of(*parts: object) -> random.Random:
    """The random source of one thing; independent of the order in which things are asked for."""
    return random.Random(":".join(map(str, (SEED, *parts))))


def pace(station: str) -> float:
    return _PACE[station[:8]] + chance_of("pace", station).uniform(-0.25, 0.2)


def station_answers(station: str, voters: int, week: int) -> dict[str, Any]:
    """The checklist of a TPS at the end of a week (0 to 3)."""
    chance, own = chance_of("tps", station), pace(station)
    rugged = station[:8] in {"16.72.04", "16.72.05"}
    values: dict[str, Any] = {"nihil": "tidak"}
    for path, progress in _PROGRESS.items():
        draw, spoilt, reached = chance.random(), chance.random(), own * progress[week]
        if path in {"logistik/kotak_suara"} or not path.startswith("logistik/"):
            values[path] = "ya" if draw < reached else "tidak"
        elif draw < reached:
            values[path] = "rusak" if spoilt < 0.02 else "lengkap"
        else:
            values[path] = "sebagian" if draw < reached + 0.12 and week else "belum"
    if values["logistik/kotak_suara"] == "tidak":
        for path in ("logistik/surat_suara", "logistik/segel"):
            values[path] = "belum" if values[path] == "lengkap" else values[path]
    if values["logistik/surat_suara"] != "belum":
        whole = voters + math.ceil(voters * 0.025)
        values["logistik/jumlah_surat_suara"] = whole if values["logistik/surat_suara"] == "lengkap" else whole // 2
    values["tempat/akses_jalan"] = chance.choices(
        ["mudah", "sulit", "terputus"], [60, 35, 5] if rugged else [93, 7, 0]
    )[0]
    values["utilitas/listrik"] = chance.choices(
        ["stabil", "sering_padam", "tidak_ada"], [55, 40, 5] if rugged else [85, 15, 0]
    )[0]
    values["utilitas/sinyal"] = chance.choices(["kuat", "lemah", "tidak_ada"], [35, 45, 20] if rugged else [80, 18, 2])[
        0
    ]
    values["petugas/kpps"] = min(7, 3 + week + chance.randint(0, 2)) if own > 0.5 else min(7, 2 + week)
    values["petugas/linmas"] = min(2, chance.randint(0, 1) + week // 2 + (1 if own > 0.8 else 0))
    values["petugas/ptps"] = 1 if chance.random() < 0.3 + 0.25 * week else 0
    values["pemilih/dpt"] = voters
    values["pemilih/pemberitahuan_persen"] = 0
    values["bukti/catatan"] = NOTE
    return values


def whole_answers(voters: int) -> dict[str, Any]:
    """A TPS with everything there, as on the day of the simulated vote."""
    values: dict[str, Any] = {"nihil": "tidak"}
    for path in _PROGRESS:
        yes_or_no = path == "logistik/kotak_suara" or not path.startswith("logistik/")
        values[path] = "ya" if yes_or_no else "lengkap"
    return values | {
        "logistik/jumlah_surat_suara": voters + math.ceil(voters * 0.025),
        "tempat/akses_jalan": "mudah",
        "utilitas/listrik": "stabil",
        "utilitas/sinyal": "kuat",
        "petugas/kpps": 7,
        "petugas/linmas": 2,
        "petugas/ptps": 1,
        "pemilih/dpt": voters,
        "pemilih/pemberitahuan_persen": 100,
        "bukti/catatan": "Laporan contoh. TPS simulasi pemungutan suara: perlengkapan dan undangan sudah lengkap.",
    }


def risk_answers(station: str) -> dict[str, Any]:
    """The kerawanan of a TPS by the 26 indicators; some are honestly not known."""
    chance = chance_of("rawan", station)
    rugged = station[:8] in {"16.72.04", "16.72.05"}
    values: dict[str, Any] = {"nihil": "tidak"}
    for name, share in _RISK.items():
        often = min(0.9, share * 3) if rugged and name in _TERRAIN else share
        draw = chance.random()
        values[name] = "ya" if draw < often else "tidak_tahu" if draw > 0.97 else "tidak"
    values["sumber"] = chance.choice(["pengamatan", "dokumen", "keterangan"])
    values["catatan"] = NOTE
    return values


def village_answers(village: str, week: int) -> dict[str, Any]:
    chance, own = chance_of("desa", village), _PACE[village[:8]]
    rugged = village[:8] in {"16.72.04", "16.72.05"}
    steps = ["belum", "sebagian", "siap"]

    def step(ease: float) -> str:
        return steps[min(2, int((week + 1) / WEEKS * own * 3 * ease + chance.random() * 0.8))]

    return {
        "nihil": "tidak",
        "penyelenggara/pps": 3 if chance.random() < 0.95 else 2,
        "penyelenggara/pengawas_desa": 1,
        "penyelenggara/kpps_persen": min(100, int(20 * (week + 1) + chance.randint(0, 20) * own)),
        "logistik/gudang": step(1.1),
        "logistik/kendaraan": step(0.9),
        "wilayah/akses": chance.choices(["mudah", "sulit", "terputus"], [40, 55, 5] if rugged else [90, 10, 0])[0],
        "wilayah/listrik": chance.choices(["stabil", "sering_padam"], [50, 50] if rugged else [85, 15])[0],
        "wilayah/sinyal": chance.choices(["kuat", "lemah", "tidak_ada"], [30, 50, 20] if rugged else [80, 20, 0])[0],
        "wilayah/jalur_evakuasi": "ya" if chance.random() < 0.3 + 0.15 * week else "tidak",
        "keamanan/linmas": step(1.0),
        "keamanan/posko_kesehatan": "ya" if chance.random() < 0.2 + 0.2 * week else "tidak",
        "keamanan/ronda": "ya" if chance.random() < 0.7 else "tidak",
        "catatan": NOTE,
    }


def district_answers(district: str, week: int) -> dict[str, Any]:
    chance, own = chance_of("kecamatan", district), _PACE[district]
    rugged = district in {"16.72.04", "16.72.05"}
    steps = ["belum", "sebagian", "siap"]

    def step(ease: float) -> str:
        return steps[min(2, int((week + 1) / WEEKS * own * 3 * ease + chance.random() * 0.6))]

    return {
        "nihil": "tidak",
        "penyelenggara/ppk": 5,
        "penyelenggara/panwascam": 3,
        "penyelenggara/sekretariat_ppk": "ya",
        "logistik/gudang": step(1.1),
        "logistik/kendaraan": step(0.8),
        "logistik/rencana_antar": step(0.9),
        "wilayah/akses": "sulit" if rugged else "mudah",
        "wilayah/cuaca": chance.choice(["baik", "hujan"]),
        "wilayah/sinyal": "lemah" if rugged else "kuat",
        "wilayah/desa_terisolasi": 2 if district == "16.72.04" else 0,
        "keamanan/linmas": step(1.0),
        "keamanan/pengamanan": step(1.0),
        "keamanan/posko_kesehatan": "ya" if week > 1 else "tidak",
        "keamanan/jalur_evakuasi": "ya" if week > 2 else "tidak",
        "keamanan/rakor": "ya" if week > 0 else "tidak",
        "catatan": NOTE,
    }


def health_answers(station: str) -> dict[str, Any]:
    """Counts alone: how many of the people at a TPS were examined and found fit."""
    chance = chance_of("sehat", station)
    people = 10
    seen = chance.randint(6, people)
    watched = chance.randint(0, 2)
    return {
        "nihil": "tidak",
        "jumlah/petugas": people,
        "jumlah/diperiksa": seen,
        "jumlah/layak": seen - watched,
        "jumlah/perlu_perhatian": watched,
        "jumlah/diganti": 1 if watched == 2 else 0,
        "jumlah/jkn_aktif": chance.randint(seen - 2, people),
        "layanan/petugas_medis": "ya",
        "layanan/rujukan": chance.choice(["ya", "tidak"]),
        "catatan": NOTE,
    }


_CLAIMS = {"kpu": (60, 70, 75, 80), "bawaslu": (40, 55, 60, 70), "polres": (50, 65, 80, 90), "pln": (30, 50, 60, 75)}


def agency_answers(key: str, week: int) -> dict[str, Any]:
    """What an agency says of itself; KPU names no denominator, Kesbangpol breaks it down by kecamatan."""
    chance = chance_of("instansi", key)
    share = _CLAIMS[key][week] if key in _CLAIMS else 35 + 12 * week + chance.randint(0, 15)
    supply = ["belum", "kurang", "cukup"]

    def step() -> str:
        return supply[min(2, int((week + 1) * 0.6 + chance.random()))]

    values: dict[str, Any] = {"nihil": "tidak", "klaim/persen": share}
    if key not in {"kpu", "telkom"}:
        values["klaim/dari_apa"] = _OF_WHAT.get(key, "kegiatan dukungan yang direncanakan instansi ini")
    if key == "kesbangpol":
        values["rincian"] = [
            {"rincian/kecamatan": code, "rincian/persen": max(0, min(100, share + by))}
            for code, by in zip(_PACE, (8, 5, 0, -14, -9), strict=True)
        ]
    values |= {
        "periksa/personel": step(),
        "periksa/anggaran": step(),
        "periksa/peralatan": step(),
        "periksa/rencana": "ya" if week else "tidak",
        "periksa/posko": "ya" if week > 1 else "tidak",
        "periksa/narahubung": "ya",
        "disampaikan_oleh": "Kepala instansi (contoh)",
        "catatan": NOTE,
    }
    if key in _OBSTACLES:
        values["kendala/jenis"] = _OBSTACLES[key]
        values["kendala/uraian"] = "Kendala contoh di Dempo Selatan dan Dempo Tengah sejak awal Oktober."
    return values


_OF_WHAT = {
    "bawaslu": "248 Pengawas TPS yang direkrut",
    "polres": "personel pengamanan TPS yang disiapkan",
    "kesbangpol": "248 TPS yang dipantau bersama camat",
    "pln": "lokasi TPS yang pasokan listriknya diperiksa",
}
_OBSTACLES = {"kpu": ["logistik", "akses"], "pln": ["listrik", "cuaca"], "kominfo": ["internet"], "bpbd": ["bencana"]}
