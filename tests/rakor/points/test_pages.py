"""Pages of action points and obstacles: what each person sees and may press."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from siaga.kit.words import number as grouped
from siaga.rakor.actions import obstacles, points
from siaga.rakor.models import ActionPoint, Evidence, Obstacle, PointUpdate
from tests import people
from tests.factories import NOW, account, station
from tests.rakor.points.worlds import DUE, Table
from tests.reporting.examples_attachments import report_with_photo_named
from tests.reporting.pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]


@pytest.fixture
def table() -> Table:
    return Table()


def browser(role: str, at: object, of: object = None, **more: object) -> Client:
    client = Client()
    client.force_login(account(f"contoh-{role}-{getattr(of, 'pk', 0)}", role, at=at, agency=of, **more))  # type: ignore[arg-type]
    return client


@pytest.fixture
def desk(table: Table) -> Client:
    return browser("secretariat", table.regions["16.72"])


@pytest.fixture
def kpu(table: Table) -> Client:
    return browser("agency", table.regions["16.72"], table.kpu)


@pytest.fixture
def bawaslu(table: Table) -> Client:
    return browser("agency", table.regions["16.72"], table.bawaslu)


def text(client: Client, name: str, *args: object, query: str = "", status: int = 200) -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode() if status == 200 else ""


def test_the_list_shows_what_is_not_settled_and_the_rest_when_asked(table: Table, desk: Client) -> None:
    table.point()
    dropped = table.point(title="Sewa perahu (contoh)")
    points.drop_point(actor=people.secretariat, point=dropped, reason="Tidak perlu", now=NOW)
    page = text(desk, "rakor:points")
    assert "Kirim sisa kotak suara" in page
    assert "Sewa perahu" not in page
    assert "Sewa perahu" in text(desk, "rakor:points", query="?status=semua")
    assert "Kirim sisa" in text(desk, "rakor:points", query="?tenggat=7&pelaksana=kpu@16.72")
    assert "Kirim sisa" not in text(desk, "rakor:points", query="?cari=perahu")
    exported = desk.get(reverse("rakor:points") + "?ekspor=csv&status=semua")
    assert "Sewa perahu" in b"".join(exported.streaming_content).decode()  # type: ignore[attr-defined]


def test_filters_by_forum_and_subdistrict(table: Table, desk: Client) -> None:
    table.point()
    table.utara_point(title="Siapkan genset (contoh)")
    page = text(desk, "rakor:points", query=f"?forum={table.utara.pk}")
    assert "Siapkan genset" in page
    assert "Kirim sisa" not in page
    assert "Kirim sisa" not in text(desk, "rakor:points", query="?kecamatan=16.72.01")


@pytest.mark.parametrize(
    "name", ["rakor:points", "rakor:points_board", "rakor:my_points", "rakor:points_figures", "rakor:obstacles"]
)
def test_field_officers_and_strangers_find_no_such_page(table: Table, name: str) -> None:
    field = browser("field", table.regions["16.72"], units=("16.72.01.1001/001",))
    village = browser("desa", table.regions["16.72.01.1001"])
    for client in (field, village):
        assert client.get(reverse(name)).status_code == 404


def test_another_agency_and_another_subdistrict_do_not_see_the_point(table: Table, bawaslu: Client) -> None:
    point = table.utara_point()
    dempo = browser("kecamatan", table.regions["16.72.03"], table.other_camat)
    for client in (bawaslu, dempo, browser("secretariat", table.regions["16.03"])):
        text(client, "rakor:point", point.pk, status=404)
        assert "Kirim sisa" not in text(client, "rakor:points")
        text(client, "rakor:report_point", point.pk, status=404)
        text(client, "rakor:verify_point", point.pk, status=404)


def test_each_sees_the_buttons_that_are_theirs(table: Table, desk: Client, kpu: Client) -> None:
    point = table.point()
    report, verify = reverse("rakor:report_point", args=[point.pk]), reverse("rakor:verify_point", args=[point.pk])
    change = reverse("rakor:edit_point", args=[point.pk])
    mine, theirs = text(kpu, "rakor:point", point.pk), text(desk, "rakor:point", point.pk)
    assert report in mine
    assert change not in mine
    assert change in theirs
    assert verify not in theirs
    table.done(point)
    assert verify in text(desk, "rakor:point", point.pk)
    assert verify not in text(kpu, "rakor:point", point.pk)
    leader = browser("leader", table.regions["16.72"])
    assert verify in text(leader, "rakor:point", point.pk)
    auditor = text(browser("auditor", table.regions["16.72"]), "rakor:point", point.pk)
    assert not any(address in auditor for address in (report, verify, change))


def test_a_point_is_made_by_form_and_nonsense_is_told_at_its_field(table: Table, desk: Client) -> None:
    address = reverse("rakor:new_point")
    given = {
        "title": "Pasang rambu (contoh)", "owner": "kpu@16.72", "region": "16.72.01", "due": "2024-11-10",
        "priority": "1", "forum": str(table.desk.pk), "threshold": "95",
    }  # fmt: skip
    wrong = desk.post(address, given | {"owner": "hantu@16.72", "region": "99.99"})
    assert wrong.status_code == 422
    assert "Instansi itu tidak ada" in wrong.content.decode()
    assert "Pasang rambu" in wrong.content.decode()
    assert desk.post(address, given | {"due": "2024-10-01"}).status_code == 422
    first, again = (desk.post(address, given) for _time in range(2))
    assert first.status_code == 302 and first["Location"] == again["Location"]
    made = ActionPoint.objects.get(title="Pasang rambu (contoh)")
    assert (made.forum, made.priority, made.due) == (table.desk, 1, date(2024, 11, 10))
    assert made.closes_when == {"scale": "readiness", "code": "16.72.01", "indicator": "", "at_least": 950_000}


def test_the_owner_reports_with_evidence_that_its_readers_see(table: Table, kpu: Client, bawaslu: Client) -> None:
    point = table.point()
    answer = kpu.post(
        reverse("rakor:report_point", args=[point.pk]),
        {
            "text": "Terkirim semua",
            "state": "done",
            "evidence": [SimpleUploadedFile("a.jpg", photo()), SimpleUploadedFile("b.pdf", b"%PDF-1.7 contoh")],
        },
    )
    assert answer.status_code == 302
    point.refresh_from_db()
    assert point.state == "done"
    picture, paper = Evidence.objects.order_by("pk")
    page = text(kpu, "rakor:point", point.pk)
    assert "Terkirim semua" in page
    assert reverse("rakor:evidence", args=[picture.pk]) in page
    small = kpu.get(reverse("rakor:evidence", args=[picture.pk]) + "?ukuran=kecil")
    assert small["Content-Type"] == "image/jpeg"
    assert kpu.get(reverse("rakor:evidence", args=[picture.pk]) + "?ukuran=asli").status_code == 404
    assert kpu.get(reverse("rakor:evidence", args=[paper.pk]))["Content-Disposition"].startswith("attachment")
    assert bawaslu.get(reverse("rakor:evidence", args=[picture.pk])).status_code == 404
    assert kpu.get(reverse("rakor:evidence", args=[picture.pk + 99])).status_code == 404


def test_a_file_that_is_no_picture_leaves_no_report_behind(table: Table, kpu: Client) -> None:
    point = table.point()
    answer = kpu.post(
        reverse("rakor:report_point", args=[point.pk]),
        {
            "text": "Lihat foto",
            "evidence": [SimpleUploadedFile("a.jpg", photo()), SimpleUploadedFile("b.jpg", b"GIF89a")],
        },
    )
    assert answer.status_code == 422
    assert "bukan gambar" in answer.content.decode()
    assert not PointUpdate.objects.exists()
    assert not Evidence.objects.exists()


def test_blocked_needs_its_reason(table: Table, kpu: Client) -> None:
    point = table.point()
    address = reverse("rakor:report_point", args=[point.pk])
    answer = kpu.post(address, {"text": "Macet", "state": "blocked"})
    assert answer.status_code == 422
    assert "Hambatan belum diisi" in answer.content.decode()
    kpu.post(address, {"text": "Macet", "state": "blocked", "blocked_why": "Truk rusak", "blocked_by": "Dishub"})
    page = text(kpu, "rakor:point", point.pk)
    assert "Truk rusak" in page
    assert "Dishub" in page


def test_a_wrong_number_of_a_report_costs_nothing_that_was_typed(table: Table, kpu: Client) -> None:
    point = table.point()
    answer = kpu.post(reverse("rakor:report_point", args=[point.pk]), {"text": "Panjang sekali", "submission": "999"})
    assert answer.status_code == 422
    assert "Panjang sekali" in answer.content.decode()


def test_the_figure_that_a_point_waits_for_is_told_to_those_who_see_the_picture(
    table: Table, kpu: Client, desk: Client
) -> None:
    point = table.point(closes_when={"scale": "readiness", "code": "16.72", "indicator": "", "at_least": 950_000})
    assert "cakupan" in text(desk, "rakor:point", point.pk)
    assert "cakupan" not in text(kpu, "rakor:point", point.pk)


def test_verifying_returning_dropping_and_handing_over_by_confirmation(table: Table, desk: Client) -> None:
    point = table.done()
    assert desk.post(reverse("rakor:return_point", args=[point.pk]), {"reason": ""}).status_code == 422
    desk.post(reverse("rakor:return_point", args=[point.pk]), {"reason": "Kurang"})
    table.done(point)
    desk.post(reverse("rakor:verify_point", args=[point.pk]), {"text": "Dilihat"})
    point.refresh_from_db()
    assert point.state == "verified"
    other = table.utara_point()
    handed = desk.post(
        reverse("rakor:hand_over_point", args=[other.pk]), {"forum": table.desk.pk, "reason": "Forum selesai"}
    )
    assert handed.status_code == 302
    desk.post(reverse("rakor:drop_point", args=[other.pk]), {"reason": "Sudah tidak perlu"})
    other.refresh_from_db()
    assert (other.handed_to, other.state) == (table.desk, "dropped")
    assert "Sudah tidak perlu" in text(desk, "rakor:point", other.pk)


def test_changing_asks_for_a_reason_where_the_due_date_moves(table: Table, desk: Client) -> None:
    point = table.point()
    address = reverse("rakor:edit_point", args=[point.pk])
    page = text(desk, "rakor:edit_point", point.pk)
    assert "kpu@16.72" in page
    given = {"title": point.title, "owner": "kpu@16.72", "region": "16.72", "due": "2024-11-12", "priority": "2"}
    assert desk.post(address, given).status_code == 422
    assert desk.post(address, given | {"reason": "Kapal terlambat"}).status_code == 302
    point.refresh_from_db()
    assert point.due == date(2024, 11, 12)


def test_the_board_has_a_column_for_each_state_and_buttons_to_move(table: Table, kpu: Client, desk: Client) -> None:
    point = table.point()
    page = text(kpu, "rakor:points_board")
    assert page.count('class="board-column') == 6
    assert f"{reverse('rakor:report_point', args=[point.pk])}?status=done" in page
    assert "Kirim sisa" not in text(desk, "rakor:points_board", query="?pelaksana=kpu@16.72&lewat=1")
    assert "selected" in text(desk, "rakor:points_board", query="?pelaksana=kpu@16.72")


def test_my_work_is_what_my_agency_owes_by_urgency(table: Table, kpu: Client, bawaslu: Client, desk: Client) -> None:
    late = table.point(title="Terlambat (contoh)", due=date(2024, 10, 29))
    soon = table.point(title="Segera (contoh)", due=date(2024, 11, 1))
    table.point(title="Nanti (contoh)", due=date(2024, 11, 25))
    table.done(table.point(title="Menunggu (contoh)"))
    page = text(kpu, "rakor:my_points")
    order = [
        page.index(word) for word in ("Terlambat (contoh)", "Segera (contoh)", "Nanti (contoh)", "Menunggu (contoh)")
    ]
    assert order == sorted(order)
    assert "Tidak ada yang menunggu Anda" in text(bawaslu, "rakor:my_points")
    waiting = text(desk, "rakor:my_points")
    assert "Menunggu (contoh)" in waiting
    assert late.title not in waiting
    assert soon.pk


def test_figures_count_what_the_points_are(table: Table, desk: Client) -> None:
    verified = table.done()
    points.verify_point(actor=people.secretariat, point=verified, now=NOW)
    table.point(due=date(2024, 10, 29))
    dropped = table.point()
    points.drop_point(actor=people.secretariat, point=dropped, reason="Tidak perlu", now=NOW)
    page = desk.get(reverse("rakor:points_figures"))
    whole = page.context["whole"]
    assert (whole.total, whole.verified, whole.dropped, whole.overdue, whole.median_age) == (3, 1, 1, 1, 7)
    assert float(whole.closure) == 0.5
    assert 'width="50.0"' in page.content.decode()
    assert "Tingkat kabupaten/kota" in text(desk, "rakor:points_figures", query="?menurut=kecamatan")


def test_reminders_name_the_office_and_go_to_a_messenger(table: Table, desk: Client, kpu: Client) -> None:
    table.point(due=date(2024, 10, 25))
    page = text(desk, "rakor:points_reminders")
    assert "https://wa.me/?text=Yth." in page
    assert "Kepala kpu" in page
    assert "lewat 5 hari" in page
    assert kpu.get(reverse("rakor:points_reminders")).status_code == 404


def test_the_register_shows_the_chain_from_obstacle_to_points(table: Table, desk: Client, kpu: Client) -> None:
    made = desk.post(
        reverse("rakor:new_obstacle"),
        {"kind": "access", "title": "Jembatan putus (contoh)", "region": "16.72.01", "stated_by": "kpu@16.72"},
    )
    assert made.status_code == 302
    obstacle = Obstacle.objects.get()
    text(kpu, "rakor:obstacle", obstacle.pk, status=404)
    strategy = {"strategy": "Pakai rakit", "owner": "kpu@16.72", "due": "2024-11-20"}
    assert desk.post(reverse("rakor:obstacle_strategy", args=[obstacle.pk]), strategy).status_code == 302
    form = text(desk, "rakor:new_point", query=f"?kendala={obstacle.pk}")
    assert "2024-11-20" in form
    assert "Jembatan putus" in form
    desk.post(
        reverse("rakor:new_point") + f"?kendala={obstacle.pk}",
        {
            "title": "Sewa rakit (contoh)",
            "owner": "kpu@16.72",
            "region": "16.72.01",
            "due": "2024-11-19",
            "priority": 2,
        },
    )
    page = text(kpu, "rakor:obstacle", obstacle.pk)
    for words in ("Jembatan putus", "Pakai rakit", "Sewa rakit"):
        assert words in page
    assert reverse("rakor:close_obstacle", args=[obstacle.pk]) not in page
    assert kpu.get(reverse("rakor:close_obstacle", args=[obstacle.pk])).status_code == 404
    desk.post(reverse("rakor:close_obstacle", args=[obstacle.pk]), {"reason": "Jembatan darurat"})
    assert "Jembatan darurat" in text(desk, "rakor:obstacle", obstacle.pk)
    assert desk.get(reverse("rakor:obstacle_strategy", args=[obstacle.pk])).status_code == 404


def test_an_obstacle_begins_with_the_report_that_tells_of_it() -> None:
    report = report_with_photo_named()
    desk = browser("secretariat", report.election.region)
    page = text(desk, "rakor:new_obstacle", query=f"?laporan={report.pk}")
    assert "16.72.01.1001/001" in page
    for _time in range(2):  # as when somebody goes back and sends it again
        desk.post(
            reverse("rakor:new_obstacle") + f"?laporan={report.pk}",
            {
                "kind": "electricity",
                "title": "Listrik padam (contoh)",
                "region": people.VILLAGE,
                "unit": f"{people.VILLAGE}/001",
            },
        )
    obstacle = Obstacle.objects.get()
    assert (obstacle.submission, obstacle.source) == (report, "laporan")
    assert f"laporan nomor {grouped(report.pk)}" in text(desk, "rakor:obstacle", obstacle.pk)
    assert desk.get(reverse("rakor:new_obstacle") + "?laporan=99999").status_code == 404


def test_lists_ask_the_same_number_of_queries_for_many_as_for_few(
    table: Table, desk: Client, kpu: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        table.point(title=f"Janji {number} (contoh)", due=DUE + timedelta(days=number % 5))
    for client, name in (
        (desk, "rakor:points"), (desk, "rakor:points_board"), (kpu, "rakor:my_points"), (desk, "rakor:points_figures"),
        (desk, "rakor:points_reminders"),
    ):  # fmt: skip
        client.get(reverse(name))
        with django_assert_max_num_queries(32):  # type: ignore[operator]
            client.get(reverse(name))


def test_an_obstacle_of_another_place_is_not_mine_to_answer(table: Table) -> None:
    obstacle = obstacles.note_obstacle(
        actor=people.secretariat, election=table.election, region=table.regions["16.72.03"], kind="access",
        title="Longsor (contoh)", now=NOW,
    )  # fmt: skip
    camat = browser("kecamatan", table.regions["16.72.01"], table.camat)
    text(camat, "rakor:obstacle", obstacle.pk, status=404)
    assert camat.post(reverse("rakor:obstacle_strategy", args=[obstacle.pk]), {}).status_code == 404


def test_the_pages_of_a_region_and_of_a_tps_name_what_is_promised_about_them(
    table: Table, desk: Client, bawaslu: Client
) -> None:
    village = table.regions[people.VILLAGE]
    first, second = (station(table.election, village, number) for number in (1, 2))
    table.point(title="Perbaiki bilik (contoh)", region=village, unit=first.code)
    table.point(title="Urusan sebelah (contoh)", region=table.regions["16.72.03"])
    slug = table.election.slug
    page = text(desk, "readiness:station", slug, first.code)
    assert "Janji terbuka" in page and "Perbaiki bilik (contoh)" in page
    assert "Janji terbuka" not in text(desk, "readiness:station", slug, second.code)
    page = text(desk, "readiness:picture", slug, people.KECAMATAN)
    assert "Perbaiki bilik (contoh)" in page and "Urusan sebelah (contoh)" not in page
    assert "Janji terbuka" not in text(desk, "readiness:picture", slug, people.KECAMATAN, query="?pada=2024-10-20")
    points.drop_point(actor=people.secretariat, point=ActionPoint.objects.get(unit=first.code), reason="Usai", now=NOW)
    assert "Janji terbuka" not in text(desk, "readiness:picture", slug, people.KECAMATAN)
    response = bawaslu.get(reverse("readiness:picture", args=[slug, people.KECAMATAN]))
    assert "Perbaiki bilik (contoh)" not in response.content.decode()
