"""``siaga minutes draft``: the JSON of the contract and sentences for people; needs no database."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from siaga.cli.minutes import minutes

TEXT = """NOTULA RAPAT

Hari/Tanggal : Senin, 21 Oktober 2024
Waktu : 09.00 WIB
Tempat : Aula Kantor Bupati Contoh Jaya
Pimpinan Rapat : Sekretaris Daerah, Budi Contoh, M.Si.
Acara : Rapat Koordinasi Desk Pilkada

Pembahasan:
a. KPU menyampaikan 12 TPS belum memiliki jaringan internet.

Tindak lanjut:
1. Dishub menambah truk, paling lambat H-5.
"""


def _file(folder: Path, text: str) -> str:
    path = folder / "notula.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_json_is_the_shape_of_the_contract(tmp_path: Path) -> None:
    answer = CliRunner().invoke(minutes, ["draft", _file(tmp_path, TEXT), "--json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert found["empty"] is False
    (meeting,) = found["meetings"]
    assert (meeting["date"], meeting["time"]) == ("2024-10-21", "09:00")
    assert meeting["place"] == "Aula Kantor Bupati Contoh Jaya"
    assert meeting["chair"] == "Sekretaris Daerah, Budi Contoh, M.Si."
    assert {"name": "Budi Contoh, M.Si.", "office": "Sekretaris Daerah"} in meeting["people"]
    assert {"kpu", "dishub", "sekda"} <= set(meeting["agencies"])
    assert meeting["figures"][0]["value"] == 12
    assert [one["kind"] for one in meeting["obstacles"]] == ["internet"]
    assert [(one["who"], one["due"]) for one in meeting["commitments"]] == [("dishub", "H-5")]


def test_people_read_sentences(tmp_path: Path) -> None:
    answer = CliRunner().invoke(minutes, ["draft", _file(tmp_path, TEXT)])
    assert "Senin, 21 Oktober 2024" in answer.stdout
    assert "Dishub: menambah truk, paling lambat H-5" in answer.stdout


def test_a_text_of_no_meeting_says_so(tmp_path: Path) -> None:
    answer = CliRunner().invoke(minutes, ["draft", _file(tmp_path, "Harga cabai naik di pasar.")])
    assert answer.exit_code == 0
    assert "tidak menceritakan rapat" in answer.stdout


def test_area_and_voting_day_are_taken_into_account(tmp_path: Path) -> None:
    file = _file(tmp_path, TEXT + "\nPemungutan suara digelar 27 Agustus 2031 di Kabupaten Kolaka.\n")
    told = json.loads(CliRunner().invoke(minutes, ["draft", file, "--json", "--area", "Kota Pagar Alam"]).stdout)[
        "meetings"
    ][0]["contradictions"]
    assert {one["kind"] for one in told} == {"election_date", "area"}
    told = json.loads(CliRunner().invoke(minutes, ["draft", file, "--json", "--voting-day", "2031-08-27"]).stdout)[
        "meetings"
    ][0]["contradictions"]
    assert "election_date" not in {one["kind"] for one in told}


def test_a_file_that_is_no_text_is_refused_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "gambar.png"
    path.write_bytes(b"\x89PNG\x00")
    answer = CliRunner().invoke(minutes, ["draft", str(path)])
    assert answer.exit_code == 1
    assert "tempelkan teksnya" in answer.stderr
