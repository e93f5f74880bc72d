from siaga.desk.models.account import Account, ApiToken, Grant, Invitation, RolePolicy
from siaga.desk.models.agency import Agency, AgencyAlias
from siaga.desk.models.desk import Desk, Section, SectionMember
from siaga.desk.models.office import Office, Person, Tenure, TenureKind
from siaga.desk.models.support import SupportRequest, SupportState

__all__ = [
    "Account",
    "Agency",
    "AgencyAlias",
    "ApiToken",
    "Desk",
    "Grant",
    "Invitation",
    "Office",
    "Person",
    "RolePolicy",
    "Section",
    "SectionMember",
    "SupportRequest",
    "SupportState",
    "Tenure",
    "TenureKind",
]
