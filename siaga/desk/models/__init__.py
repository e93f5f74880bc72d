from siaga.desk.models.account import Account, ApiToken, Grant, Invitation, RolePolicy
from siaga.desk.models.agency import Agency, AgencyAlias
from siaga.desk.models.desk import Desk, DeskFunction, Section, SectionMember
from siaga.desk.models.office import Office, Person, Tenure, TenureKind
from siaga.desk.models.support import SupportKind, SupportRequest, SupportState

__all__ = [
    "Account",
    "Agency",
    "AgencyAlias",
    "ApiToken",
    "Desk",
    "DeskFunction",
    "Grant",
    "Invitation",
    "Office",
    "Person",
    "RolePolicy",
    "Section",
    "SectionMember",
    "SupportKind",
    "SupportRequest",
    "SupportState",
    "Tenure",
    "TenureKind",
]
