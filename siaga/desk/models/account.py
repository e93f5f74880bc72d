"""Accounts, their grants, invitations, API tokens, and the policy per role."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower

from siaga.access import Role
from siaga.desk.models.agency import Agency
from siaga.desk.models.office import Person
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue, veil
from siaga.wilayah.models import Region

ROLE_CHOICES = [
    (Role.ADMIN, "Administrator"),
    (Role.SECRETARIAT, "Sekretariat Desk"),
    (Role.LEADER, "Pimpinan"),
    (Role.AGENCY, "Instansi"),
    (Role.KECAMATAN, "Kecamatan"),
    (Role.DESA, "Desa/kelurahan"),
    (Role.FIELD, "Petugas lapangan"),
    (Role.AUDITOR, "Pemeriksa"),
]


class Account(FactModel, AbstractUser):
    """Someone who can sign in. What they may do comes from their grants alone."""

    fact_type: ClassVar[str] = "desk.account"

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("nama", max_length=160)
    region_code = models.CharField(max_length=13, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="accounts")
    invited = models.BooleanField("menunggu undangan", default=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "desk_account"
        ordering: ClassVar = ["username"]
        indexes: ClassVar = [models.Index(fields=["region_code"], name="account_region")]
        constraints: ClassVar = [models.UniqueConstraint(Lower("username"), name="account_username_once")]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "username": self.username,
            "name": self.name,
            "region_code": self.region_code,
            "email": veil(self.email),
            "person": self.person_id,
            "is_active": self.is_active,
            "invited": self.invited,
        }


class Grant(FactModel):
    """One role of an account at an agency and a region; for ``field`` also the assigned units."""

    fact_type: ClassVar[str] = "desk.grant"

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField("peran", max_length=12, choices=ROLE_CHOICES)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="grants")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="grants")
    units = models.JSONField("tugas", default=list, help_text="Region codes and TPS codes, for field.")
    election = models.ForeignKey(Election, models.PROTECT, null=True, blank=True, related_name="grants")
    starts = models.DateField("sejak", null=True, blank=True)
    ends = models.DateField("sampai", null=True, blank=True)
    revoked_at = models.DateTimeField("dicabut", null=True, blank=True)

    class Meta:
        db_table = "desk_grant"
        ordering: ClassVar = ["account", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(role__in=["agency", "kecamatan"]) | Q(agency__isnull=False), name="grant_agency"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["agency", "kecamatan", "desa", "field"]) | Q(region__isnull=False),
                name="grant_region",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="grant_dates"
            ),
            models.UniqueConstraint(
                F("account"),
                F("role"),
                Coalesce("region", 0),
                Coalesce("agency", 0),
                Coalesce("election", 0),
                condition=Q(revoked_at__isnull=True),
                name="grant_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.account}"

    @property
    def fact_region(self) -> str:
        return self.region.code if self.region else ""

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "account": self.account_id,
            "role": self.role,
            "agency": self.agency_id,
            "region": self.region_id,
            "units": sorted(self.units),
            "election": self.election_id,
            "starts": self.starts,
            "ends": self.ends,
            "revoked_at": self.revoked_at,
        }


class Invitation(FactModel):
    """A one-time link for a first sign-in or a new password. Only the digest of its secret is kept."""

    fact_type: ClassVar[str] = "desk.invitation"

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=[("invite", "Undangan"), ("reset", "Atur ulang sandi")])
    secret_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "desk_invitation"
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.account}"

    @property
    def fact_region(self) -> str:
        return self.account.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "account": self.account_id,
            "purpose": self.purpose,
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "used_at": self.used_at,
        }


class ApiToken(FactModel):
    """A bearer token of the API. It acts as its account; only the digest is kept."""

    fact_type: ClassVar[str] = "desk.token"

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField("keperluan", max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "desk_token"
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.account.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "account": self.account_id,
            "name": self.name,
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "revoked_at": self.revoked_at,
        }


class RolePolicy(FactModel):
    """What the installation demands of a role: a second factor, or not."""

    fact_type: ClassVar[str] = "desk.role_policy"

    role = models.CharField("peran", max_length=12, choices=ROLE_CHOICES, primary_key=True)
    mfa_required = models.BooleanField("wajib verifikasi dua langkah", default=False)

    class Meta:
        db_table = "desk_role_policy"

    def __str__(self) -> str:
        return str(self.get_role_display())

    @property
    def fact_region(self) -> str:
        return ""

    def as_fact(self) -> dict[str, FactValue]:
        return {"role": self.role, "mfa_required": self.mfa_required}
