"""Filling in the browser, without the browser: which units are offered, what is sent, and what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.instruments.answers import to_xml
from siaga.instruments.library import ensure_shipped
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.kit.policy import FORM_POLICY, POLICY
from siaga.ledger.models import Entry
from siaga.reporting.models import Attachment, Conflict, State, Submission
from siaga.reporting.queries.filling import MOST, units_to_fill
from siaga.reporting.units import find_unit
from siaga.reporting.versions import forget
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW, reports
from tests.reporting import pictures

pytestmark = pytest.mark.django_db
TPS = f"{people.VILLAGE}/001"
FILL = "/laporan/isi/pilkada-2024/kesiapan-tps/"
SEND = "/laporan/kirim/pilkada-2024/kesiapan-tps/"
ANSWERS: dict[str, Any] = {"nihil": "tidak", "logistik/kotak_suara": "ya", "logistik/tinta": "lengkap"}


@pytest.fixture(autouse=True)
def world(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[dict[str, Region]]:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    forget()
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    for village in ("16.72.01.1001", "16.72.03.1001"):
        for number in (1, 2, 3):
            factories.station(election, regions[village], number)
    factories.agency("kpu", regions["16.72"])
    ensure_shipped(people.admin, NOW)
    yield regions
    forget()


def client_of(role: str, at: str = people.CITY, units: tuple[str, ...] = ()) -> Client:
    region = Region.objects.get(code=at)
    office = factories.agency("kecamatan", region) if role == "kecamatan" else None
    client = Client()
    client.force_login(factories.account(f"{role}-{at}", role, at=region, agency=office, units=units))
    return client


@pytest.fixture
def officer() -> Client:
    return client_of("field", units=(TPS, f"{people.VILLAGE}/002"))


def version() -> InstrumentVersion:
    return InstrumentVersion.objects.select_related("instrument").get(instrument__name="kesiapan-tps")


def filled(answers: dict[str, Any] | None = None, number: str = "aaaa-1") -> SimpleUploadedFile:
    xml = to_xml(version(), ANSWERS if answers is None else answers, number)
    return SimpleUploadedFile("laporan.xml", xml.encode(), "text/xml")


def post(client: Client, unit: str = f"tps:{TPS}", xml: Any = None, **more: Any) -> Any:
    fields = {"unit": unit, "xml_submission_file": xml or filled(), "observed_at": "2024-10-30T01:50:00Z", **more}
    return client.post(SEND, fields)


# Which units


def offers(who: str, instrument: str = "kesiapan-tps", words: str = "") -> list[str]:
    chosen = Instrument.objects.get(name=instrument)
    found = units_to_fill(people.EVERYONE[who], Election.objects.select_related("region").get(), chosen, words, NOW)
    return [offer.unit.code for offer in found]


def test_each_is_offered_what_they_may_report_on() -> None:
    assert offers("field") == [TPS]
    assert offers("lurah") == [f"{people.VILLAGE}/00{number}" for number in (1, 2, 3)]
    assert len(offers("camat")) == 3
    assert len(offers("secretariat")) == 6
    assert offers("leader") == offers("outsider") == offers("stranger") == []


def test_units_of_other_kinds_are_offered_for_their_forms() -> None:
    assert offers("camat", "kesiapan-kecamatan") == [people.KECAMATAN]
    assert offers("lurah", "kesiapan-desa") == [people.VILLAGE]
    assert offers("officer", "kesiapan-instansi") == ["kpu@16.72"]
    assert offers("colleague", "kesiapan-instansi") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Agung", ["16.72.03.1001/001", "16.72.03.1001/002", "16.72.03.1001/003"]),
        ("TPS 2 Sukorejo", [f"{people.VILLAGE}/002"]),
        ("16.72.03.1001/003", ["16.72.03.1001/003"]),
        ("dempo utara 1", ["16.72.03.1001/001"]),
        ("Muara Enim", []),
    ],
)
def test_a_unit_is_found_by_name_number_or_code(words: str, found: list[str]) -> None:
    assert offers("secretariat", words=words) == found


def test_what_is_owed_stands_first_the_oldest_on_top(world: dict[str, Region]) -> None:
    election = Election.objects.select_related("region").get()
    duty = reports.duty(election, Instrument.objects.get(name="kesiapan-tps"), world["16.72"])
    for code, days in ((f"{people.VILLAGE}/003", 1), ("16.72.03.1001/002", -2), ("16.72.03.1001/003", 9)):
        unit = find_unit(election, f"tps:{code}")
        assert unit is not None
        reports.expected(duty, unit, NOW + timedelta(days=days), NOW + timedelta(days=days - 5))
    assert offers("secretariat")[:3] == ["16.72.03.1001/002", f"{people.VILLAGE}/003", TPS]


def test_no_page_offers_without_bound(world: dict[str, Region]) -> None:
    election = Election.objects.get()
    for number in range(4, 90):
        factories.station(election, world[people.VILLAGE], number)
    assert len(offers("secretariat")) == MOST


# The page


def test_form_page_names_the_unit_with_its_regions_and_widens_its_own_policy_alone(officer: Client) -> None:
    page = officer.get(f"{FILL}?unit=tps:{TPS}")
    text = page.content.decode()
    assert "TPS 001 Sukorejo" in text and "Kecamatan Pagar Alam Utara" in text
    assert page["Content-Security-Policy"] == FORM_POLICY
    assert "'wasm-unsafe-eval'" in FORM_POLICY and "'unsafe-eval'" not in FORM_POLICY.replace("'wasm-unsafe-eval'", "")
    script = next(part for part in FORM_POLICY.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert officer.get("/laporan/")["Content-Security-Policy"] == POLICY
    assert "<noscript>" in text and "/data/impor/" in text


def test_one_unit_alone_is_not_asked_for() -> None:
    client = client_of("field", units=(TPS,))
    answer = client.get(FILL)
    assert answer.status_code == 302 and answer["Location"] == f"{FILL}?unit=tps:{TPS}"


def test_debt_is_told_with_its_due_moment(officer: Client, world: dict[str, Region]) -> None:
    election = Election.objects.get()
    duty = reports.duty(election, Instrument.objects.get(name="kesiapan-tps"), world["16.72"])
    unit = find_unit(election, f"tps:{TPS}")
    assert unit is not None
    reports.expected(duty, unit, NOW, NOW - timedelta(days=1))
    assert "Seharusnya masuk Rabu, 30 Oktober 2024" in officer.get(f"{FILL}?unit=tps:{TPS}").content.decode()


@pytest.mark.parametrize(
    "unit",
    [
        "tps:16.72.03.1001/001",
        "tps:16.72.01.1001/899",
        "region:16.72.01",
        "agency:kpu@16.72",
        "tps:",
        "x",
        "tps:../",
    ],
)
def test_units_out_of_reach_and_units_that_are_not_there_answer_alike(officer: Client, unit: str) -> None:
    assert officer.get(FILL, {"unit": unit}).status_code == 404
    answer = post(officer, unit)
    assert answer.status_code == 404 and answer.json()["code"] == "not-found"
    assert not Submission.objects.exists()


def test_a_form_about_another_kind_of_unit_says_so() -> None:
    client = client_of("secretariat")
    answer = client.get(FILL, {"unit": f"region:{people.KECAMATAN}"})
    assert answer.status_code == 422 and "TPS" in answer.content.decode()


@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_who_may_not_send_finds_no_form(role: str) -> None:
    client = client_of(role)
    assert client.get(FILL).status_code == 404
    assert client.get(f"{FILL}formulir.xml").status_code == 404
    assert post(client).status_code == 404


def test_xform_is_the_newest_version(officer: Client) -> None:
    answer = officer.get(f"{FILL}formulir.xml")
    assert answer["Content-Type"].startswith("text/xml") and b"<h:html" in answer.content


# Sending


def test_report_is_stored_with_its_observation_and_answered_with_a_receipt(officer: Client) -> None:
    answer = post(officer, device="peramban abc")
    assert answer.status_code == 201
    stored = Submission.objects.get()
    assert (stored.instance_id, stored.unit, stored.state) == ("aaaa-1", f"tps:{TPS}", State.SENT)
    assert stored.observed_at.isoformat() == "2024-10-30T01:50:00+00:00"
    assert stored.device == "peramban abc" and stored.values["logistik/tinta"] == "lengkap"
    said = answer.json()
    assert said["outcome"] == "new" and said["number"] == stored.pk
    assert "Laporan diterima" in said["html"] and "<script" not in said["html"]


def test_repeat_changes_nothing_and_is_told_so(officer: Client) -> None:
    post(officer)
    entries = Entry.objects.count()
    answer = post(officer)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "repeat")
    assert Submission.objects.count() == 1 and Entry.objects.count() == entries


def test_same_number_with_other_answers_is_kept_for_a_person(officer: Client) -> None:
    post(officer)
    answer = post(officer, xml=filled({**ANSWERS, "logistik/tinta": "belum"}))
    assert (answer.status_code, answer.json()["outcome"]) == (200, "conflict")
    assert "bentrok" in answer.json()["html"]
    assert Conflict.objects.count() == 1 and Submission.objects.get().values["logistik/tinta"] == "lengkap"


WITH_PHOTO = {**ANSWERS, "bukti/foto": "1730253000000.jpg"}


def with_photo(content: bytes, name: str = "1730253000000.jpg") -> dict[str, Any]:
    return {name: SimpleUploadedFile(name, content, "image/jpeg")}


def test_photo_comes_with_the_report(officer: Client) -> None:
    assert post(officer, xml=filled(WITH_PHOTO), **with_photo(pictures.photo())).status_code == 201
    kept = Attachment.objects.get()
    assert kept.name == "1730253000000.jpg" and kept.submission.instance_id == "aaaa-1"


def test_repeat_brings_the_photo_that_had_not_arrived(officer: Client) -> None:
    first = post(officer, xml=filled(WITH_PHOTO))
    assert first.status_code == 201 and "belum ikut" in first.json()["html"]
    second = post(officer, xml=filled(WITH_PHOTO), **with_photo(pictures.photo()))
    assert second.json()["outcome"] == "repeat" and "belum ikut" not in second.json()["html"]
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pictures.HEIC, "file-kind"),
        (pictures.HTML_AS_JPEG, "file-kind"),
        (pictures.noisy_photo(300, 300)[:8000], "file-broken"),
        (pictures.png_bomb(), "file-pixels"),
    ],
)
def test_a_bad_photo_refuses_the_whole_and_says_why(officer: Client, content: bytes, code: str) -> None:
    answer = post(officer, xml=filled(WITH_PHOTO), **with_photo(content))
    said = answer.json()
    assert said["code"] == code and said["message"] and said["remedy"]
    assert not Submission.objects.exists() and not Attachment.objects.exists()
    assert post(officer, xml=filled(WITH_PHOTO), **with_photo(pictures.photo())).status_code == 201


def test_a_file_that_no_answer_names_is_refused(officer: Client) -> None:
    answer = post(officer, **with_photo(pictures.photo(), "lain.jpg"))
    assert answer.json()["code"] == "file-not-asked"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"bukan xml",
        b"<a>",
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><data id="kesiapan-tps">&b;</data>',
        b"<data id='kesiapan-tps' version='1'>" + b"x" * 3_000_000 + b"</data>",
    ],
)
def test_what_is_no_form_is_refused_in_words(officer: Client, xml: bytes) -> None:
    answer = post(officer, xml=SimpleUploadedFile("laporan.xml", xml, "text/xml"))
    assert answer.status_code == 422 and answer.json()["remedy"]
    assert not Submission.objects.exists()


def test_answers_of_an_unknown_version_are_refused_naming_those_known(officer: Client) -> None:
    known = version().version
    xml = to_xml(version(), ANSWERS, "aaaa-1").replace(f'version="{known}"', 'version="1955"')
    answer = post(officer, xml=SimpleUploadedFile("laporan.xml", xml.encode(), "text/xml"))
    assert answer.json()["code"] == "unknown-version" and known in answer.json()["remedy"]


def test_answers_of_another_form_are_refused(officer: Client) -> None:
    other = InstrumentVersion.objects.select_related("instrument").get(instrument__name="kerawanan-tps")
    xml = to_xml(other, {}, "aaaa-1")
    answer = post(officer, xml=SimpleUploadedFile("laporan.xml", xml.encode(), "text/xml"))
    assert answer.status_code == 422 and not Submission.objects.exists()


@pytest.mark.parametrize("observed", ["2019-01-01T00:00:00Z", "2031-05-05T10:00:00+07:00"])
def test_a_phone_with_a_wrong_clock_is_told_and_nothing_is_lost(officer: Client, observed: str) -> None:
    answer = post(officer, observed_at=observed)
    assert answer.status_code == 201 and "Jam perangkat" in answer.json()["html"]
    assert Submission.objects.get().clock_doubt


@pytest.mark.parametrize("observed", ["", "kemarin", "2024-10-30T08:00:00"])
def test_a_time_that_is_none_counts_as_the_moment_of_receipt(officer: Client, observed: str) -> None:
    assert post(officer, observed_at=observed).status_code == 201
    stored = Submission.objects.get()
    assert stored.observed_at == stored.received_at


def test_nil_report_is_known_as_one(officer: Client) -> None:
    assert post(officer, xml=filled({"nihil": "ya"})).status_code == 201
    assert Submission.objects.get().nil


def test_closed_election_refuses_in_words(officer: Client) -> None:
    Election.objects.update(closed_at=NOW)
    assert "sudah ditutup" in officer.get(f"{FILL}?unit=tps:{TPS}").content.decode()
    answer = post(officer)
    assert answer.status_code >= 400 and answer.json()["message"]


def test_nobody_signed_in_is_led_to_sign_in() -> None:
    assert post(Client()).status_code == 302


# Corrections


def test_correction_names_the_former_and_shows_its_answers(officer: Client) -> None:
    post(officer)
    former = Submission.objects.get()
    page = officer.get(f"{FILL}?unit=tps:{TPS}&koreksi={former.pk}").content.decode()
    assert "yang dikoreksi" in page and "Lengkap" in page
    address = re.search(r'data-former="([^"]+)"', page)
    assert address is not None
    told = officer.get(address[1]).json()
    assert "lengkap" in told["xml"] and told["files"] == []

    answer = post(officer, xml=filled({**ANSWERS, "logistik/tinta": "belum"}, "aaaa-2"), supersedes=former.instance_id)
    assert answer.status_code == 201
    former.refresh_from_db()
    assert former.state == State.SUPERSEDED
    assert Submission.objects.get(instance_id="aaaa-2").supersedes_id == former.pk


@pytest.mark.parametrize("asked", ["999999", "abc", "1" * 40])
def test_a_former_report_that_is_not_there_is_not_there(officer: Client, asked: str) -> None:
    assert officer.get(f"{FILL}?unit=tps:{TPS}&koreksi={asked}").status_code == 404


def test_somebody_elses_report_is_not_handed_out_for_correction(officer: Client) -> None:
    post(officer)
    former = Submission.objects.get()
    stranger = client_of("field", at="16.72.03", units=("16.72.03.1001/001",))
    assert stranger.get(f"{FILL}semula/{former.pk}.json").status_code == 404
    assert Account.objects.count() == 2


def test_closed_answers_are_not_handed_out_for_correction(officer: Client) -> None:
    post(officer)
    former = Submission.objects.get()
    Instrument.objects.filter(pk=former.instrument_id).update(sensitive=True)
    forget()
    assert officer.get(f"{FILL}semula/{former.pk}.json").status_code == 404
    page = officer.get(f"{FILL}?unit=tps:{TPS}&koreksi={former.pk}").content.decode()
    assert "data-former=" not in page and "(ditutup)" in page
