"""The same people in every test: those of Kota Pagar Alam, one with the same role next door, and a stranger."""

from __future__ import annotations

from siaga.access import Actor, Grant, Role

CITY = "16.72"
NEXT_DOOR = "16.03"
KECAMATAN = "16.72.01"
VILLAGE = "16.72.01.1001"

admin = Actor(1, "Contoh Admin", (Grant(Role.ADMIN),))
secretariat = Actor(2, "Contoh Sekretariat", (Grant(Role.SECRETARIAT, region=CITY),))
leader = Actor(3, "Contoh Pimpinan", (Grant(Role.LEADER, region=CITY),))
officer = Actor(4, "Contoh KPU", (Grant(Role.AGENCY, agency=f"kpu@{CITY}", region=CITY),))
colleague = Actor(5, "Contoh Bawaslu", (Grant(Role.AGENCY, agency=f"bawaslu@{CITY}", region=CITY),))
camat = Actor(6, "Contoh Camat", (Grant(Role.KECAMATAN, agency=f"kecamatan@{KECAMATAN}", region=KECAMATAN),))
lurah = Actor(7, "Contoh Lurah", (Grant(Role.DESA, region=VILLAGE),))
field = Actor(8, "Contoh Petugas", (Grant(Role.FIELD, region=CITY, units=frozenset({f"{VILLAGE}/001"})),))
auditor = Actor(9, "Contoh Pemeriksa", (Grant(Role.AUDITOR, region=CITY),))
outsider = Actor(10, "Contoh Sekretariat Tetangga", (Grant(Role.SECRETARIAT, region=NEXT_DOOR),))
stranger = Actor(11, "Contoh Tanpa Peran", ())

EVERYONE = {
    "admin": admin,
    "secretariat": secretariat,
    "leader": leader,
    "officer": officer,
    "colleague": colleague,
    "camat": camat,
    "lurah": lurah,
    "field": field,
    "auditor": auditor,
    "outsider": outsider,
    "stranger": stranger,
}
