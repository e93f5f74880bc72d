"""Which region and which election the page is about: from its address, else from what was chosen last."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor
from siaga.desk.models import Desk
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.ledger.checkpoints import spoken
from siaga.ledger.models import Checkpoint
from siaga.ledger.queries import newest_checkpoint
from siaga.web.navigation import DOCK_PLACES, Link, navigation, view_at
from siaga.wilayah.models import Region

ELECTION_KEY = "election"
OWN_PAGES = (
    ("/akun/", gettext_lazy("Akun saya"), "user"),
    ("/akun/sandi/", gettext_lazy("Ganti sandi"), "key"),
    ("/akun/dua-langkah/", gettext_lazy("Verifikasi dua langkah"), "device-mobile"),
    ("/akun/sesi/", gettext_lazy("Sesi yang aktif"), "devices"),
)


class Frame:
    """What the frame shows; each part is read when it is drawn, at most once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def actor(self) -> Actor:
        return self.request.actor  # type: ignore[attr-defined, no-any-return]

    @property
    def signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user is not None and user.is_authenticated)

    @functools.cached_property
    def today(self) -> date:
        return timezone.localtime(clock.now()).date()

    @functools.cached_property
    def elections(self) -> list[Election]:
        """The elections that the actor may see: those still open first, the nearest voting day on top."""
        if not self.signed_in:
            return []
        return sorted(
            elections_for(self.actor),
            key=lambda one: (one.closed_at is not None, abs((one.voting_day - self.today).days), one.slug),
        )

    @functools.cached_property
    def election(self) -> Election | None:
        """The election of this page's address, else the one chosen last, else the nearest."""
        match = self.request.resolver_match
        in_address = str(match.kwargs.get("slug", "")) if match else ""
        for slug in (in_address, self.request.session.get(ELECTION_KEY, "")):
            for election in self.elections:
                if slug and election.slug == slug:
                    return election
        return self.elections[0] if self.elections else None

    @functools.cached_property
    def region_code(self) -> str:
        """The region that a person's work is about: the widest of their grants, else that of the election."""
        roots = [grant.region for grant in self.actor.grants if grant.region]
        if roots:
            return min(roots, key=len)
        return self.election.region.code if self.election else ""

    @functools.cached_property
    def trail(self) -> list[Region]:
        """The region of this page with its ancestors, from the province down."""
        return trail_of(self.region_code)

    @functools.cached_property
    def groups(self) -> list[tuple[Promise | str, list[Link]]]:
        return navigation(self.request, self.actor, self.election.slug if self.election else "")

    @functools.cached_property
    def desk_name(self) -> str:
        """The desk's name as it stands on paper: that of the region, or of the nearest region above."""
        codes = [part.code for part in self.trail]
        desk = Desk.objects.filter(region__code__in=codes, closed_on=None).order_by("-region__level", "id").first()
        if desk is not None:
            return desk.name
        return _("Desk %(region)s") % {"region": self.trail[-1].title} if self.trail else "Siaga"

    @functools.cached_property
    def checkpoint(self) -> Checkpoint | None:
        """The newest checkpoint of the ledger: with its root on it, any printed page proves what came before."""
        return newest_checkpoint()

    @property
    def checkpoint_root(self) -> str:
        """Its root in groups of four."""
        return " ".join(spoken(self.checkpoint.root)) if self.checkpoint else ""

    @functools.cached_property
    def reach(self) -> list[str]:
        """The actor's roles in words, one line each."""
        labels = dict(ROLE_CHOICES)
        titles = {part.code: part.title for part in self.trail}
        return [
            " · ".join(
                part for part in (str(labels[grant.role]), grant.agency, titles.get(grant.region, grant.region)) if part
            )
            for grant in self.actor.grants
        ]

    @property
    def own_links(self) -> list[tuple[str, Promise, str]]:
        """The pages of one's own account that exist: (address, label, icon)."""
        return [(path, label, icon) for path, label, icon in OWN_PAGES if view_at(path) is not None]

    @property
    def dock(self) -> list[Link]:
        return [link for _label, links in self.groups for link in links if link.dock][:DOCK_PLACES]


def trail_of(code: str) -> list[Region]:
    """A region and its ancestors by their codes (a prefix each), in one query."""
    codes = [code[:end] for end in (2, 5, 8, 13) if len(code) >= end]
    return list(Region.objects.filter(code__in=codes).order_by("code")) if codes else []


def region_url(region: Any) -> str:
    return f"/wilayah/{region.code}/"
