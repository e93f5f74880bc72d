"""The one who acts: an account with its grants, or a command on the server."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role; what it may do is the table in ``matrix.py``."""

    ADMIN = "admin"
    SECRETARIAT = "secretariat"
    LEADER = "leader"
    AGENCY = "agency"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    FIELD = "field"
    AUDITOR = "auditor"


class Channel(StrEnum):
    """The door through which an act came in; kept in the ledger."""

    PAGE = "page"
    API = "api"
    COMMAND = "command"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of an account.

    agency: key of the agency, such as ``kpu@16.72``; empty where the role has none.
    region: Kemendagri code of the scope; empty means the whole country.
    units: for ``field``, the region codes and TPS codes that were assigned; it reaches these alone.
    election: the election whose TPS the codes in ``units`` mean (its id): the same code is another station in another
    election. None: in any.
    """

    role: Role
    agency: str = ""
    region: str = ""
    units: frozenset[str] = frozenset()
    election: int | None = None

    @property
    def roots(self) -> Collection[str]:
        """Codes of the subtrees that this grant reaches."""
        return self.units if self.role is Role.FIELD else (self.region,)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with which grants, through which door. ``name`` is kept as text in the ledger."""

    account_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    channel: Channel = Channel.PAGE

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)


SYSTEM = Actor(account_id=None, name="sistem", grants=(Grant(Role.ADMIN),), channel=Channel.WORKER)
"""The clockwork itself (sealing, checkpoints, expiry); never used for what a person asked for."""
