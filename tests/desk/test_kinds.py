"""The shipped kinds, and how a word from a letter finds its kind."""

from __future__ import annotations

import pytest

from siaga.desk.kinds import KindsBroken, kinds, kinds_named, parse_kinds
from siaga.wilayah.models import Kind, Level, Region

CONTRACT = (
    "kpu",
    "ppk",
    "pps",
    "kpps",
    "bawaslu",
    "panwaslu_kecamatan",
    "polres",
    "polsek",
    "kodim",
    "koramil",
    "kejaksaan",
    "pengadilan",
    "dprd",
    "forkopimda",
    "forkopimcam",
    "kesbangpol",
    "sekda",
    "kecamatan",
    "desa",
    "bpd",
    "linmas",
    "puskesmas",
    "upt_pendidikan",
    "penyuluh_kb",
    "dishub",
    "kominfo",
    "bpbd",
    "disdukcapil",
    "satpol_pp",
    "inspektorat",
    "pln",
    "telkom",
    "mui",
    "opd",
)
GOOD = """
[kpu]
name="K"
short="K"
pattern="K {title}"
line="penyelenggara"
levels=["kabupaten"]
aliases=[]
offices=[]
"""


def test_every_kind_of_the_contract_is_shipped() -> None:
    assert set(CONTRACT) <= set(kinds())


def test_an_old_name_finds_the_kind() -> None:
    assert [kind.key for kind in kinds_named("Forkominda")] == ["forkopimda"]
    assert [kind.key for kind in kinds_named("panwascam")] == ["panwaslu_kecamatan"]
    assert [kind.key for kind in kinds_named("PPL")] == ["pkd", "ptps"]
    assert kinds_named("Dinas Perikanan Antah Berantah") == ()


def test_a_name_of_its_own_wins_over_an_alias_of_another() -> None:
    assert [kind.key for kind in kinds_named("KPU")] == ["kpu"]
    assert [kind.key for kind in kinds_named("Kecamatan")] == ["kecamatan"]


def test_the_level_chooses_between_kinds_of_one_name() -> None:
    assert kinds_named("KPU", Level.VILLAGE) == ()


def test_names_and_offices_are_written_for_the_place() -> None:
    city = Region(code="16.72", name="Kota Pagar Alam", kind=Kind.KOTA, level=Level.REGENCY)
    assert kinds()["kpu"].name_at(city) == "KPU Kota Pagar Alam"
    assert kinds()["polres"].name_at(city) == "Polres Pagar Alam"
    assert kinds()["pemda"].offices_at(city)[0] == "Wali Kota Pagar Alam"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD.replace("penyelenggara", "lawan"), "kpu"),
        (GOOD.replace('"kabupaten"', '"benua"'), "benua"),
        (GOOD + 'warna="hijau"\n', "warna"),
        (GOOD.replace('short="K"\n', ""), "short"),
        (GOOD.replace("{title}", "{judul}"), "judul"),
    ],
)
def test_a_broken_file_is_named_with_kind_and_key(text: str, complaint: str) -> None:
    with pytest.raises(KindsBroken, match=complaint):
        parse_kinds(text)
