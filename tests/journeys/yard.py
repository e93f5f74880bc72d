"""A table in the yard where boxes change hands: the phones of all who stand there, and one camera."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page, expect

from siaga.access import Role
from siaga.desk.models import Account, Grant
from siaga.elections.models import Election
from siaga.wilayah.models import Region
from tests import factories, people
from tests.journeys.browser import Visit, open_visit
from tests.journeys.camera import hold_up

CITY = f"/logistik/pilkada-2024/{people.CITY}/serah-terima/"
STATION = f"{people.VILLAGE}/001"


class World(Protocol):
    tree: dict[str, Region]
    election: Election


class Table:
    """The phones of all who stand there, one camera file, and whose turn it is."""

    def __init__(self, new_context: Callable[..., object], base: str, film: Path, world: World) -> None:
        self.film = film
        self.base = base
        self.new_context = new_context
        self.visits: dict[str, Visit] = {}
        tree = world.tree
        village, district = tree[people.VILLAGE], tree[people.KECAMATAN]
        self._account("gudang", Role.AGENCY, "kpu", tree[people.CITY])
        self._account("ppk", Role.AGENCY, "ppk", district)
        self._account("pps", Role.AGENCY, "pps", village)
        factories.account("tps", "field", at=tree[people.CITY], units=(STATION,))
        Grant.objects.filter(account__username="tps").update(election=world.election)

    def _account(self, name: str, role: str, agency: str, at: object) -> None:
        factories.account(name, role, at=at, agency=factories.agency(agency, at))  # type: ignore[arg-type]

    def phone(self, who: str) -> Visit:
        if who not in self.visits:
            self.visits[who] = open_visit(self.new_context, self.base, 390)  # type: ignore[arg-type]
            self.visits[who].sign_in(Account.objects.get(username=who))
        return self.visits[who]

    def point_at(self, who: str, path: str, text: str, *, seal: str = "") -> Page:
        """Open the scanner, hold the label before the camera, type the seal if one is asked for; the verdict stands."""
        hold_up(self.film, text)
        page = self.phone(who).go(path)
        page.get_by_role("button", name="Nyalakan kamera").click()
        sheet = page.locator("[data-sheet]")
        expect(sheet).to_be_visible()
        page.get_by_label("Nomor segel yang Anda lihat").fill(seal)
        sheet.get_by_role("button", name="Simpan").click()
        expect(page.locator(".scanner-verdict:is(.is-good, .is-bad, .is-warns)")).to_be_visible()
        return page


def verdict(page: Page) -> str:
    return page.locator("[data-verdict]").inner_text()
