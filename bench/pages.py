"""p95 server time, and bytes of a first load, of the main pages with 3,000 TPS.

Server time is that of the whole WSGI application, in one process, warm, on the SQLite file of a temporary home. Bytes
are what the application sends to a browser that accepts Brotli and gzip: the page, and each style sheet, script and
preloaded file that it names. The map's own files are counted apart.
"""

from __future__ import annotations

import importlib
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

STATIONS = 3000
ROUNDS = 30
TARGET_MS = 100.0
TARGET_KB = 200.0

PAGES = (
    ("Masuk", "/akun/masuk/", ""),
    ("Gambaran", "/", "sekretariat"),
    ("Wilayah: kota", "/wilayah/16.72/", "sekretariat"),
    ("Wilayah: kelurahan", "/wilayah/16.72.03.1022/", "sekretariat"),
    ("Pemilihan", "/pemilihan/", "sekretariat"),
    ("Satu pemilihan", "/pemilihan/pilkada-2024/", "sekretariat"),
    ("Tahapan", "/pemilihan/pilkada-2024/tahapan/", "sekretariat"),
    ("Daftar TPS", "/pemilihan/pilkada-2024/tps/", "sekretariat"),
    ("Satu TPS", "/pemilihan/pilkada-2024/tps/16.72.03.1022/001/", "sekretariat"),
    ("Instansi", "/instansi/", "sekretariat"),
    ("Satu instansi", "/instansi/kpu@16.72/", "sekretariat"),
    ("Pejabat", "/pejabat/", "sekretariat"),
    ("Desk", "/desk/", "sekretariat"),
    ("Dukungan", "/dukungan/", "sekretariat"),
    ("Pengguna", "/pengguna/", "sekretariat"),
    ("Buku besar", "/buku-besar/", "pemeriksa"),
    ("Pencarian", "/cari/?q=dempo", "sekretariat"),
    ("Impor", "/data/impor/", "sekretariat"),
)


def prepare() -> None:
    """A migrated database with the sample desk, and as many TPS as the target says."""
    os.environ.update(
        SIAGA_HOME=tempfile.mkdtemp(prefix="siaga-bench-"), SIAGA_MODE="demo", SIAGA_NOW="2024-10-30T09:00+07:00"
    )
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "siaga.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from siaga import clock, demo

    call_command("migrate", verbosity=0)
    demo.build(clock.now())
    more_stations()


def more_stations() -> None:
    from siaga.elections.models import Election, PollingStation
    from siaga.wilayah.models import Region

    election = Election.objects.get(slug="pilkada-2024")
    missing = STATIONS - PollingStation.objects.filter(election=election).count()
    villages = list(Region.objects.filter(regency_code="16.72", level=4))
    PollingStation.objects.bulk_create(
        PollingStation(
            election=election,
            village=village,
            code=f"{village.code}/{number:03}",
            number=number,
            province_code=village.province_code,
            regency_code=village.regency_code,
            district_code=village.district_code,
            village_code=village.code,
            voters_male=200,
            voters_female=201,
            voters_total=401,
        )
        for i in range(missing)
        for village, number in [(villages[i % len(villages)], 200 + i // len(villages))]
    )


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


class Visitor:
    """A browser signed in as one sample account, that counts what it is sent."""

    def __init__(self, username: str) -> None:
        from django.test import Client

        from siaga.desk.models import Account

        self.client = Client(headers={"accept-encoding": "br, gzip"}, SERVER_NAME="localhost")
        if username:
            self.client.force_login(
                Account.objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
            )

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and the body as it goes over the wire."""
        response = self.client.get(path, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        response.close()
        return response.status_code, body

    def first_load(self, path: str) -> tuple[int, int]:
        """Bytes of the page with its files, and bytes of the map's files among them."""
        import brotli

        page = self.client.get(path, follow=True)
        wire = page.content
        packed = page.headers.get("Content-Encoding", "")
        plain = brotli.decompress(wire) if packed == "br" else gunzip(wire) if packed == "gzip" else wire
        text = plain.decode()
        total, of_map = len(wire), 0
        for asset in sorted(set(re.findall(r'<(?:link|script)[^>]+(?:href|src)="(/[^"?]+)"', text))):
            if re.search(r'<link[^>]+rel="(?:icon|manifest|apple-touch-icon)"[^>]+href="' + re.escape(asset), text):
                continue
            status, body = self.get(asset)
            if status == 200:
                total += len(body)
                of_map += len(body) * ("map" in Path(asset).name)
        return total - of_map, of_map


def gunzip(body: bytes) -> bytes:
    import gzip

    return gzip.decompress(body)


def main() -> int:
    prepare()
    importlib.import_module("siaga.wsgi")  # the server's own start, which sets aside what lives long
    print(
        f"{STATIONS} TPS, {ROUNDS} requests each; target p95 < {TARGET_MS:.0f} ms, < {TARGET_KB:.0f} KB without map\n"
    )
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        print("This machine is busy with other work: the wall clock is stretched; see the processor time beside it.\n")
    print(f"{'page':22} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'KB':>8} {'map KB':>8}")
    missed = 0
    for name, path, username in PAGES:
        visitor = Visitor(username)
        status, _body = visitor.get(path)
        if status != 200:
            print(f"{name:22} {path} answers {status}")
            missed += 1
            continue
        times, busy = [], []
        for _ in range(ROUNDS):
            began, worked = time.perf_counter(), time.process_time()
            visitor.get(path)
            times.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - worked) * 1000)
        size, of_map = visitor.first_load(path)
        late, heavy = p95(times) >= TARGET_MS, size / 1000 >= TARGET_KB
        missed += late or heavy
        verdict = " ".join(word for word, said in (("SLOW", late), ("HEAVY", heavy)) if said) or "ok"
        figures = (statistics.median(times), p95(times), p95(busy), size / 1000, of_map / 1000)
        print(f"{name:22} " + " ".join(f"{figure:8.1f}" for figure in figures), verdict)
    print(f"\n{len(PAGES) - missed} of {len(PAGES)} pages within both targets")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
