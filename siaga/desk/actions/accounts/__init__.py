"""Changing accounts: who exists, which role they hold where, and the secrets that let them in."""

from siaga.desk.actions.accounts.accounts import (
    change_account,
    create_account,
    create_first_administrator,
    deactivate_account,
    reactivate_account,
    set_own_name,
)
from siaga.desk.actions.accounts.enrolment import enrol_account
from siaga.desk.actions.accounts.grants import assign_units, grant_role, revoke_grant
from siaga.desk.actions.accounts.invitations import (
    accept_invitation,
    cancel_invitation,
    create_invitation,
    create_invitations,
)
from siaga.desk.actions.accounts.security import (
    clear_second_factor,
    end_sessions,
    note_password_changed,
    note_recovery_codes_made,
    note_second_factor_off,
    note_second_factor_on,
    set_role_policy,
)
from siaga.desk.actions.accounts.tokens import create_token, revoke_token

__all__ = [
    "accept_invitation",
    "assign_units",
    "cancel_invitation",
    "change_account",
    "clear_second_factor",
    "create_account",
    "create_first_administrator",
    "create_invitation",
    "create_invitations",
    "create_token",
    "deactivate_account",
    "end_sessions",
    "enrol_account",
    "grant_role",
    "note_password_changed",
    "note_recovery_codes_made",
    "note_second_factor_off",
    "note_second_factor_on",
    "reactivate_account",
    "revoke_grant",
    "revoke_token",
    "set_own_name",
    "set_role_policy",
]
