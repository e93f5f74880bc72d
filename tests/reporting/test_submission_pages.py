"""The pages of reports: what the list, one report, two side by side and the conflicts show, to whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from siaga.desk.models import Account
from siaga.reporting.models import Conflict, Resolution, State, Submission
from siaga.reporting.units import station_unit
from tests.factories import account, agency, reports
from tests.reporting.worlds import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def visit(here: World, role: str, code: str = "16.72", **fields: Any) -> Client:
    client = Client()
    username = f"contoh-{role}"
    person = Account.objects.filter(username=username).first()
    if role == "kecamatan" and person is None:
        fields["agency"] = agency("kecamatan", here.regions[code])
    client.force_login(person or account(username, role, at=here.regions[code], **fields))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def a_report(here: World, **fields: Any) -> Submission:
    values = {"logistik/kotak": "sebagian", "listrik": "ya", "sakit": 3}
    return reports.submission(here.election, here.version, here.unit, **{"values": values, **fields})


def test_a_report_says_what_in_the_words_of_its_form(here: World) -> None:
    one = a_report(here, marks=[{"code": "x", "question": "listrik", "message": "Listrik janggal."}], clock_doubt=True)
    page = text(visit(here, "secretariat"), f"/laporan/{one.pk}/")
    for words in ("TPS 001 Sukorejo", "Kotak suara", "Sebagian", "Petugas sakit", "Listrik janggal.", "Jam perangkat"):
        assert words in page
    assert "Contoh Petugas" in page and ">3<" in page.replace("\n", "")


def test_closed_answers_and_names_are_not_on_the_page(here: World) -> None:
    one = a_report(here, values={"listrik": "ya", "sakit": 37})
    page = text(visit(here, "desa", "16.72.01.1001"), f"/laporan/{one.pk}/")
    assert "(ditutup)" in page and ">37<" not in page
    assert "Contoh Petugas" not in page and "(nama ditutup)" in page
    assert ">37<" not in text(visit(here, "leader"), f"/laporan/{one.pk}/")


@pytest.mark.parametrize(("role", "code"), [("kecamatan", "16.72.03"), ("secretariat", "16.03")])
def test_a_report_elsewhere_is_not_there(here: World, role: str, code: str) -> None:
    one = a_report(here)
    client = visit(here, role, code)
    for address in ("", "periksa/"):
        text(client, f"/laporan/{one.pk}/{address}", 404)
    text(client, f"/laporan/banding/?a={one.pk}&b={one.pk}", 404)
    assert "TPS 001 Sukorejo" not in text(client, "/laporan/")


def test_the_camat_checks_and_the_desk_accepts_on_pages(here: World) -> None:
    one = a_report(here)
    camat, desk = visit(here, "kecamatan", "16.72.01"), visit(here, "secretariat")
    assert camat.post(f"/laporan/{one.pk}/periksa/", {"note": "Dilihat"}).status_code == 302
    assert "Menunggu penerimaan Desk" in text(desk, f"/laporan/{one.pk}/")
    assert desk.post(f"/laporan/{one.pk}/terima/", {"note": ""}).status_code == 302
    one.refresh_from_db()
    assert one.state == State.ACCEPTED
    assert desk.post(f"/laporan/{one.pk}/buka/", {"reason": ""}).status_code == 422
    assert desk.post(f"/laporan/{one.pk}/buka/", {"reason": "Keliru"}).status_code == 302
    assert camat.post(f"/laporan/{one.pk}/kembalikan/", {"reason": "Foto kabur"}).status_code == 302
    assert "Foto kabur" in text(camat, f"/laporan/{one.pk}/")


def test_several_are_checked_after_one_confirmation(here: World) -> None:
    ids = [reports.submission(here.election, here.version, station_unit(one)).pk for one in here.stations]
    camat = visit(here, "kecamatan", "16.72.01")
    assert text(camat, "/laporan/?saya=1").count('name="laporan"') == 3
    query = "&".join(f"laporan={pk}" for pk in ids) + "&langkah=periksa"
    page = text(camat, f"/laporan/sekaligus/?{query}")
    assert "Yang dapat diproses sekarang" in page and ">3<" in page
    answer = camat.post("/laporan/sekaligus/", {"laporan": ids, "langkah": "periksa"})
    assert answer.status_code == 302
    assert Submission.objects.filter(state=State.CHECKED).count() == 3


def test_two_are_compared_and_what_differs_is_named(here: World) -> None:
    left, right = a_report(here), a_report(here, values={"logistik/kotak": "lengkap", "listrik": "ya"})
    page = text(visit(here, "secretariat"), f"/laporan/banding/?a={left.pk}&b={right.pk}")
    assert "2 jawaban berbeda" in page and "Sebagian" in page and "Lengkap" in page
    text(visit(here, "secretariat"), "/laporan/banding/?a=x&b=1", 404)


def test_a_conflict_is_shown_and_resolved(here: World) -> None:
    one = a_report(here)
    clash = Conflict.objects.create(
        submission=one,
        digest="f" * 64,
        received_at=one.received_at,
        observed_at=one.observed_at,
        sender_name="Contoh Petugas",
        channel="api",
        content={
            "election": here.election.slug,
            "instrument": here.version.instrument.name,
            "version": here.version.version,
            "unit": one.unit,
            "values": {"listrik": "tidak"},
            "nil": False,
            "supersedes": "",
            "lat": None,
            "lon": None,
        },
    )
    desk = visit(here, "secretariat")
    assert "TPS 001 Sukorejo" in text(desk, "/laporan/bentrok/")
    assert "Yang kedua menjadi koreksi" in text(desk, f"/laporan/bentrok/{clash.pk}/")
    assert "Selesaikan" not in text(visit(here, "leader"), f"/laporan/bentrok/{clash.pk}/")
    answer = desk.post(f"/laporan/bentrok/{clash.pk}/", {"take": "kedua", "reason": "Dicek"})
    assert answer.status_code == 302
    clash.refresh_from_db()
    assert clash.resolution == Resolution.TOOK_SECOND


def test_the_list_costs_the_same_for_many(here: World) -> None:
    client = visit(here, "secretariat")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            text(client, "/laporan/")
        return len(seen)

    a_report(here)
    few = cost()
    for one in (*here.stations, here.elsewhere):
        reports.submission(here.election, here.version, station_unit(one))
    assert cost() <= few


def test_an_export_defuses_formulas_and_leaves_names_out(here: World) -> None:
    a_report(here, device="=HYPERLINK(1)")
    answer = visit(here, "secretariat").get("/laporan/?ekspor=csv")
    body = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "tps:16.72.01.1001/001" in body and "Contoh Petugas" not in body


REPEATED = [
    *reports.QUESTIONS,
    reports.question("rincian", "repeat", "Rincian"),
    reports.question("rincian/kecamatan", "text", "Kecamatan", repeat="rincian"),
    reports.question("rincian/persen", "integer", "Persen", repeat="rincian"),
]


def exported(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return body.splitlines()


def test_answers_are_exported_by_question_and_repeats_by_themselves(here: World) -> None:
    version = reports.version(here.version.instrument, 2, REPEATED)
    rows = [{"rincian/kecamatan": "16.72.01", "rincian/persen": 90}, {"rincian/kecamatan": "=2+2"}]
    values = {"logistik/kotak": "sebagian", "logistik/bilik": 4, "sakit": 41, "rincian": rows}
    reports.submission(here.election, version, here.unit, values=values)
    name = here.version.instrument.name
    head, line = exported(visit(here, "secretariat"), f"/laporan/jawaban/{name}/?ekspor=csv")
    assert "Kotak suara" in head and ";Sebagian;4;" in line and ";41" in line
    closed = exported(visit(here, "leader"), f"/laporan/jawaban/{name}/?ekspor=csv")[1]
    assert "41" not in closed.rpartition(";Sebagian;")[2] and "(ditutup)" in closed
    _head, first, second = exported(visit(here, "secretariat"), f"/laporan/jawaban/{name}/?rincian=rincian&ekspor=csv")
    assert first.endswith(";1;16.72.01;90") and second.endswith(";2;'=2+2;")
    assert visit(here, "secretariat").get(f"/laporan/jawaban/{name}/?ekspor=xlsx").status_code == 200


def test_answers_of_elsewhere_are_not_there(here: World) -> None:
    a_report(here)
    name = here.version.instrument.name
    text(visit(here, "leader", "16.03"), f"/laporan/jawaban/{name}/", 404)
    text(visit(here, "secretariat"), "/laporan/jawaban/tidak-ada/", 404)
    assert "TPS 001 Sukorejo" in text(visit(here, "secretariat"), f"/laporan/jawaban/{name}/")
