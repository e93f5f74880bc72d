"""``siaga user …`` and ``siaga token …``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from siaga import clock
from siaga.access import Role
from siaga.cli.users import token, user
from siaga.desk.models import Account, Invitation
from siaga.desk.queries.accounts import open_invitation
from siaga.desk.queries.actors import actor_from_token, actor_of
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import factories

pytestmark = pytest.mark.django_db

GOOD = "kopi-pagar-alam-27"


@pytest.fixture
def tree() -> dict[str, Region]:
    return factories.tree()


def run(group: object, *arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(group, list(arguments), input=stdin)  # type: ignore[arg-type]


def test_create_prints_a_link_that_opens(tree: dict[str, Region]) -> None:
    factories.agency("kpu", tree["16.72"])
    done = run(user, "create", "kpu1", "--role", "agency", "--agency", "kpu@16.72", "--region", "16.72", "--json")
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert (result["username"], result["role"], result["agency"]) == ("kpu1", "agency", "kpu@16.72")
    secret = result["invitation"].rstrip("/").rpartition("/")[2]
    assert open_invitation(secret, clock.now()).account.username == "kpu1"
    assert Entry.objects.filter(action="account.enrol", channel="command").count() == 1


def test_create_with_a_password_from_standard_input(tree: dict[str, Region]) -> None:
    done = run(user, "create", "ani", "--role", "leader", "--region", "16.72", "--password-stdin", stdin=f"{GOOD}\n")
    assert done.exit_code == 0, done.output
    account = Account.objects.get(username="ani")
    assert account.check_password(GOOD) and not account.invited and not Invitation.objects.exists()
    assert GOOD not in done.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--role", "leader", "--region", "99"], "99"),
        (["--role", "agency", "--agency", "kpu", "--region", "16.72"], "kpu@16.72"),
        (["--role", "kecamatan", "--region", "16.72.01"], "instansi"),
        (["--role", "field", "--region", "16.72", "--units", "16.72.01.1001/001"], "pemilihan"),
        (["--role", "field", "--region", "16.72", "--election", "tidak-ada"], "tidak-ada"),
    ],
)
def test_create_says_what_is_wrong_and_writes_nothing(tree: dict[str, Region], arguments: list[str], says: str) -> None:
    done = run(user, "create", "ani", *arguments)
    assert done.exit_code == 1 and says in done.stderr and done.stdout == ""
    assert not Account.objects.exists() and not Entry.objects.exists()


def test_list_names_roles_with_their_reach(tree: dict[str, Region]) -> None:
    factories.account("ani", "leader", at=tree["16.72"])
    factories.account("sana", "leader", at=tree["16.03"])
    assert "Kota Pagar Alam" in run(user, "list").stdout
    listed = json.loads(run(user, "list", "--region", "16.72", "--json").stdout)["users"]
    assert [row["username"] for row in listed] == ["ani"]
    assert listed[0]["grants"] == [{"role": "leader", "region": "16.72", "agency": "", "units": 0}]


def test_deactivate_reactivate_reset(tree: dict[str, Region]) -> None:
    factories.account("ani", "leader", at=tree["16.72"])
    assert run(user, "deactivate", "ani", "--reason", "mutasi").exit_code == 0
    assert "sudah nonaktif" in run(user, "deactivate", "ani").stderr
    assert "nonaktif" in run(user, "reset", "ani").stderr
    assert run(user, "reactivate", "ani").exit_code == 0
    result = json.loads(run(user, "reset", "ani", "--json").stdout)
    assert open_invitation(result["link"].rstrip("/").rpartition("/")[2], clock.now()).purpose == "reset"
    assert run(user, "reset", "siapa").exit_code == 1


def test_the_last_administrator_cannot_be_closed_from_the_server_either(tree: dict[str, Region]) -> None:
    factories.account("bos", "admin")
    done = run(user, "deactivate", "bos")
    assert done.exit_code == 1 and "terakhir" in done.stderr


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_sheets_hold_a_link_and_no_password(tree: dict[str, Region], tmp_path: Path, ending: str) -> None:
    if ending == "pdf":
        pytest.importorskip("weasyprint")
    factories.account("ani", "leader", at=tree["16.72"])
    Account.objects.update(invited=True)
    path = tmp_path / f"undangan.{ending}"
    done = run(user, "sheets", "--waiting", "--out", str(path))
    assert done.exit_code == 0, done.output
    assert path.stat().st_mode & 0o777 == 0o600
    content = path.read_bytes()
    if ending == "pdf":
        assert content.startswith(b"%PDF")
    else:
        text = content.decode()
        assert "/undangan/" in text and "<svg" in text and "Pimpinan · Kota Pagar Alam" in text
        assert "http" not in text.replace("http://localhost:8000/undangan/", "").replace("http://www.w3.org", "")


def test_sheets_that_cannot_be_written_leave_the_old_links_open(tree: dict[str, Region], tmp_path: Path) -> None:
    factories.account("ani", "leader", at=tree["16.72"])
    for path, status in ((tmp_path / "undangan.docx", 1), (tmp_path / "tidak" / "ada.html", 2)):
        done = run(user, "sheets", "ani", "--out", str(path))
        assert done.exit_code == status
    assert not Invitation.objects.exists()
    assert run(user, "sheets", "--waiting", "--out", str(tmp_path / "x.html")).exit_code == 1


def test_a_token_is_printed_once_and_revoked(tree: dict[str, Region]) -> None:
    account = factories.account("ani", "leader", at=tree["16.72"])
    made = json.loads(run(token, "create", "ani", "--days", "30", "--json").stdout)
    actor = actor_from_token(made["token"], clock.now())
    assert actor is not None and actor.roles == actor_of(account, clock.now()).roles == {Role.LEADER}
    listed = run(token, "list").stdout
    assert made["token"] not in listed and "ani" in listed
    assert run(token, "revoke", str(made["id"])).exit_code == 0
    assert actor_from_token(made["token"], clock.now()) is None
    assert run(token, "revoke", "999").exit_code == 1
    assert run(token, "create", "ani", "--days", "9999").exit_code == 1
