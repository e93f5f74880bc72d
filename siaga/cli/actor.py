"""Who acts when a command on the server acts."""

from __future__ import annotations

import getpass

from siaga.access import Actor, Channel, Grant, Role


def command_actor() -> Actor:
    """The operator of the server, who holds the machine and therefore every verb; the ledger names the login."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError):  # a service account without an entry in the user database
        login = "tanpa nama"
    return Actor(
        account_id=None, name=f"operator server ({login})", grants=(Grant(Role.ADMIN),), channel=Channel.COMMAND
    )
