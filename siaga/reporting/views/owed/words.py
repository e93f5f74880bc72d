"""How those who owe are called."""

from __future__ import annotations

from siaga.desk.models.account import ROLE_CHOICES
from siaga.reporting.queries.debtors import Debtor

ROLES = {str(role): label for role, label in ROLE_CHOICES}


def role_words(debtor: Debtor) -> str:
    label = str(ROLES[str(debtor.role)])
    return f"{label} · {debtor.agency}" if debtor.agency else label
