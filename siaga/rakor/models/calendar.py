"""The calendar feed of an account: an address with a secret, of which only the digest is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siaga.desk.models import Account
from siaga.ledger.facts import FactModel, FactValue


class CalendarFeed(FactModel):
    """One standing address of a person's meetings; making a new one revokes the old."""

    fact_type: ClassVar[str] = "rakor.feed"

    account = models.ForeignKey(Account, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "rakor_feed"
        ordering: ClassVar = ["account", "-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account"], condition=Q(revoked_at__isnull=True), name="feed_once")
        ]

    def __str__(self) -> str:
        return f"Kalender {self.account}"

    @property
    def fact_region(self) -> str:
        return self.account.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {"account": self.account_id, "created_at": self.created_at, "revoked_at": self.revoked_at}
