"""Who may do what, where: pure values and functions below every other room."""

from siaga.access.actor import SYSTEM, Actor, Channel, Grant, Role
from siaga.access.errors import Problem, Refused
from siaga.access.matrix import MATRIX, Place, Reach, Verb, allows, grantable_roles, inside, may, require
from siaga.access.place import Scope, ancestors, scope_of

__all__ = [
    "MATRIX",
    "SYSTEM",
    "Actor",
    "Channel",
    "Grant",
    "Place",
    "Problem",
    "Reach",
    "Refused",
    "Role",
    "Scope",
    "Verb",
    "allows",
    "ancestors",
    "grantable_roles",
    "inside",
    "may",
    "require",
    "scope_of",
]
