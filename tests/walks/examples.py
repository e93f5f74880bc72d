"""What each parameter of an address stands for: one thing of the sample desk, and one that is not there.

A key is ``address name:parameter``, or ``room:parameter`` for all addresses of a room, or ``parameter`` alone.
A new address with an unknown parameter fails the walk until it has its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from siaga.briefing.models import DeskReport
from siaga.contingency.models import Resource, Scenario
from siaga.deployment.models import Absence, Officer, Unit
from siaga.deployment.reading import sheet_of as deployment_of
from siaga.desk.models import (
    Account,
    Agency,
    AgencyAlias,
    Desk,
    Grant,
    Invitation,
    Office,
    Person,
    Section,
    SectionMember,
    SupportRequest,
    Tenure,
)
from siaga.intake.models import ImportRun
from siaga.kerawanan.models import Override
from siaga.ledger.models import Entry
from siaga.logistics.models import Box, Consignment, Destruction, Handover, Item, LabelSheet, Receipt, Sorting
from siaga.planning.models import Plan, Site, Vehicle
from siaga.planning.reading import sheet_of
from siaga.rakor.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Decision,
    Evidence,
    Forum,
    ForumMember,
    Meeting,
    Obstacle,
    Participant,
    Statement,
)
from siaga.readiness.models import Claim, Snapshot
from siaga.reporting.models import Attachment, Conflict, Duty, Submission


@dataclass(frozen=True, slots=True)
class Example:
    """there: reads a real value from the sample desk (of Kota Pagar Alam). absent: a value that names nothing."""

    there: Callable[[], object]
    absent: object


def entry_of_the_city() -> object:
    return Entry.objects.filter(chain="16.72").order_by("id").values_list("id", flat=True)[0]


def always(value: object) -> Callable[[], object]:
    return lambda: value


def of_the_city(model: type[Model], **where: object) -> Callable[[], object]:
    """The id of the first such row."""
    return lambda: model._default_manager.filter(**where).order_by("pk").values_list("pk", flat=True)[0]


def file_of_the_city(column: str) -> Callable[[], object]:
    """Of the first file of a report: the report's number, or the file's name."""
    rows = Attachment.objects.filter(submission__regency_code="16.72").order_by("pk")
    return lambda: rows.values_list(column, flat=True)[0]


def of_the_city_attended(column: str) -> Callable[[], object]:
    """Of the first entry of an attendance list of the city: its id, or its meeting's."""
    rows = Attendance.objects.filter(meeting__forum__region__code="16.72", struck_at=None).order_by("pk")
    return lambda: rows.values_list(column, flat=True)[0]


def noted_in_the_city(model: type[Model], column: str) -> Callable[[], object]:
    """Of the first record of that kind in the minutes of the city's desk: its id, or its meeting's."""
    rows = model._default_manager.filter(meeting__forum__region__code="16.72").order_by("pk")
    return lambda: rows.values_list(column, flat=True)[0]


def box_of_the_city(state: str) -> Callable[[], object]:
    """The code of the first box in that state that is still in the warehouse."""
    rows = Box.objects.filter(state=state, hop=0, moving=False).order_by("pk")
    return lambda: rows.values_list("code", flat=True)[0]


def handover_of_the_city(state: str) -> Callable[[], object]:
    """The number of the first handover in that state."""
    return lambda: Handover.objects.filter(state=state).order_by("pk").values_list("number", flat=True)[0]


def route_of_the_city() -> object:
    """Of the first route of the city's plan in force, as its addresses write it."""
    plan = Plan.objects.select_related("region", "election").filter(
        region__code="16.72", kind="distribusi", in_force_since__isnull=False, retired_at=None
    )[0]
    return sheet_of(plan).routes[0].anchor


def site_of_the_city() -> object:
    """The code of the first place of which distribution facts are known."""
    return Site.objects.filter(region__regency_code="16.72").order_by("pk").values_list("code", flat=True)[0]


def given_class_of_the_city() -> object:
    """The code of the first TPS to which a person gave a class."""
    rows = Override.objects.filter(election__slug="pilkada-2024", ended_at=None).order_by("pk")
    return rows.values_list("station__code", flat=True)[0]


def team_of_the_city() -> object:
    """Of the first team of the city's security plan in force, as its addresses write it."""
    plan = Plan.objects.select_related("region", "election").filter(
        region__code="16.72", kind="pengamanan", in_force_since__isnull=False, retired_at=None
    )[0]
    return deployment_of(plan).teams[0].anchor


KPU = "kpu@16.72"
VILLAGE = "16.72.03.1022"
NOWHERE = 999_999_999

EXAMPLES: dict[str, Example] = {
    # accounts
    "key": Example(always("bukan-kunci"), "bukan-kunci-lain"),
    "uidb36": Example(always("1"), "zzz"),
    "account_confirm_email:key": Example(always("bukan-kunci"), "bukan-kunci-lain"),
    "secret": Example(always("bukan-rahasia"), "bukan-rahasia-lain"),
    "account_end_session:pk": Example(always(NOWHERE), NOWHERE + 1),
    "account_revoke_token:pk": Example(always(NOWHERE), NOWHERE + 1),
    "accounts:pk": Example(of_the_city(Account, username="kpu"), NOWHERE),
    "accounts:revoke_role:pk": Example(of_the_city(Grant, account__username="kpu"), NOWHERE),
    "accounts:assign_units:pk": Example(of_the_city(Grant, account__username="petugas"), NOWHERE),
    "accounts:cancel_invitation:pk": Example(of_the_city(Invitation), NOWHERE),
    # web
    "map_stations:slug": Example(always("pilkada-2024"), "tidak-ada"),
    "map_stations:region_code": Example(always("16.72"), "99.99"),
    "tile_file:name": Example(always("indonesia.pmtiles"), "lain.pmtiles"),
    "suggestions:kind": Example(always("wilayah"), "tidak-ada"),
    # ledger
    "ledger:number": Example(entry_of_the_city, NOWHERE),
    "ledger:kind": Example(always("desk.agency"), "desk.agency"),
    "ledger:key": Example(of_the_city(Agency, key="kpu"), NOWHERE),
    "ledger:checkpoint:number": Example(always(1), NOWHERE),
    "ledger:paper:number": Example(always(1), NOWHERE),
    "ledger:run:number": Example(always(1), NOWHERE),
    # desk
    "desk:code": Example(always(KPU), "kpu@16.99"),
    "desk:remove_alias:code": Example(always("kesbangpol@16.72"), "kesbangpol@16.99"),
    "desk:alias_id": Example(of_the_city(AgencyAlias), NOWHERE),
    "desk:office_id": Example(of_the_city(Office, agency__key="kpu"), NOWHERE),
    "desk:tenure_id": Example(of_the_city(Tenure, office__agency__key="kpu"), NOWHERE),
    "desk:desk_id": Example(of_the_city(Desk), NOWHERE),
    "desk:section_id": Example(of_the_city(Section), NOWHERE),
    "desk:member_id": Example(of_the_city(SectionMember), NOWHERE),
    "desk:request_id": Example(of_the_city(SupportRequest, state="diminta", asked_by__key="kpu"), NOWHERE),
    "desk:deliver:request_id": Example(of_the_city(SupportRequest, state="disetujui"), NOWHERE),
    "desk:person_id": Example(of_the_city(Person), NOWHERE),
    # elections
    "elections:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "elections:name": Example(always("pilkada-2024"), "pilkada-1955"),
    "elections:key": Example(always("kampanye"), "tidak-ada"),
    "elections:code": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/899"),
    # reporting
    "reporting:pk": Example(of_the_city(Submission, regency_code="16.72", state="sent"), NOWHERE),
    "reporting:answers:name": Example(always("kesiapan-tps"), "tidak-ada"),
    "reporting:reopen:pk": Example(of_the_city(Submission, regency_code="16.72", state="accepted"), NOWHERE),
    "reporting:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "reporting:instrument": Example(always("kesiapan-tps"), "tidak-ada"),
    "reporting:attachment:pk": Example(file_of_the_city("submission_id"), NOWHERE),
    "reporting:attachment:name": Example(file_of_the_city("name"), "tidak-ada.jpg"),
    "reporting:duty:pk": Example(of_the_city(Duty, ended_at=None), NOWHERE),
    "reporting:edit_duty:pk": Example(of_the_city(Duty, ended_at=None), NOWHERE),
    "reporting:end_duty:pk": Example(of_the_city(Duty, ended_at=None), NOWHERE),
    "reporting:conflict:pk": Example(of_the_city(Conflict, resolution=""), NOWHERE),
    # readiness
    "readiness:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "readiness:code": Example(always("16.72.03"), "16.72.99"),
    "readiness:station:code": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/899"),
    "readiness:agency_code": Example(always(KPU), "kpu@16.99"),
    "readiness:claim_id": Example(of_the_city(Claim, withdrawn_at=None), NOWHERE),
    # rakor: forums and meetings
    "rakor:forum_id": Example(of_the_city(Forum, region__code="16.72", kind="desk"), NOWHERE),
    "rakor:member_id": Example(of_the_city(ForumMember, forum__region__code="16.72", forum__kind="desk"), NOWHERE),
    "rakor:participant_id": Example(
        of_the_city(Participant, meeting__forum__region__code="16.72", meeting__state="invited"), NOWHERE
    ),
    # rakor: agenda
    "rakor:meeting_id": Example(of_the_city(Meeting, forum__region__code="16.72", state="invited"), NOWHERE),
    "rakor:item_id": Example(
        of_the_city(AgendaItem, meeting__forum__region__code="16.72", meeting__state="invited", key="headline"), NOWHERE
    ),
    # rakor: minutes
    "rakor:minutes_withdraw_statement:meeting_id": Example(noted_in_the_city(Statement, "meeting_id"), NOWHERE),
    "rakor:statement_id": Example(noted_in_the_city(Statement, "pk"), NOWHERE),
    "rakor:minutes_withdraw_decision:meeting_id": Example(noted_in_the_city(Decision, "meeting_id"), NOWHERE),
    "rakor:decision_id": Example(noted_in_the_city(Decision, "pk"), NOWHERE),
    # instruments
    "instruments:name": Example(always("kesiapan-tps"), "tidak-ada"),
    "instruments:number": Example(always(1), NOWHERE),
    "instruments:digest": Example(always("0" * 32), "1" * 32),
    # intake
    "intake:kind": Example(always("wilayah"), "tidak-ada"),
    "intake:suffix": Example(always("xlsx"), "exe"),
    "intake:number": Example(of_the_city(ImportRun), NOWHERE),
    # maps, grid, indicators, snapshots of the picture
    "readiness:key": Example(always("tps-kotak-suara"), "tidak-ada"),
    "readiness:snapshot_id": Example(of_the_city(Snapshot), NOWHERE),
    # action points and obstacles
    "rakor:point_id": Example(of_the_city(ActionPoint, region__code="16.72.03"), NOWHERE),
    "rakor:verify_point:point_id": Example(of_the_city(ActionPoint, state="done"), NOWHERE),
    "rakor:return_point:point_id": Example(of_the_city(ActionPoint, state="done"), NOWHERE),
    "rakor:obstacle_id": Example(of_the_city(Obstacle, state="handled"), NOWHERE),
    "rakor:evidence_id": Example(of_the_city(Evidence), NOWHERE),
    # attendance, calendars, invitations
    "rakor:code": Example(always("1-aaaaaaaaaaaaaaaa"), "2-aaaaaaaaaaaaaaaa"),
    "rakor:strike_attendance:meeting_id": Example(of_the_city_attended("meeting_id"), NOWHERE),
    "rakor:attendance_id": Example(of_the_city_attended("pk"), NOWHERE),
    # reports of the desk
    "briefing:report_id": Example(of_the_city(DeskReport, state="approved"), NOWHERE),
    "briefing:report_edition:report_id": Example(of_the_city(DeskReport, editions__edition=1), NOWHERE),
    "briefing:report_edition:edition": Example(always(1), 99),
    "briefing:write_report:section": Example(always("summary"), "tidak-ada"),
    "briefing:report_file:form": Example(always("pdf"), "exe"),
    "briefing:report_edition:form": Example(always("pdf"), "exe"),
    # documents
    "briefing:meeting_id": Example(of_the_city(Meeting, forum__region__code="16.72", state="invited"), NOWHERE),
    "briefing:code": Example(always("16.72"), "16.99"),
    "briefing:paper:what": Example(always("undangan"), "tidak-ada"),
    "briefing:paper:form": Example(always("pdf"), "exe"),
    "briefing:pack:form": Example(always("pdf"), "exe"),
    # needs and the catalogue of logistics
    "logistics:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "logistics:code": Example(always("16.72"), "16.99"),
    "logistics:key": Example(always("tinta"), "tidak-ada"),
    "logistics:station_needs:code": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/899"),
    "logistics:station_need_item:code": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/899"),
    # stock, boxes and labels
    "logistics:order_id": Example(of_the_city(Consignment, closed_at=None), NOWHERE),
    "logistics:receipt_id": Example(of_the_city(Receipt, batch="Koli 6"), NOWHERE),
    "logistics:sorting_id": Example(of_the_city(Sorting, voided_at=None), NOWHERE),
    "logistics:destruction_id": Example(of_the_city(Destruction), NOWHERE),
    "logistics:sheet_id": Example(of_the_city(LabelSheet), NOWHERE),
    "logistics:number": Example(handover_of_the_city("berangkat"), NOWHERE),
    "logistics:scanner:number": Example(handover_of_the_city("disiapkan"), NOWHERE),
    "logistics:close_giving:number": Example(handover_of_the_city("disiapkan"), NOWHERE),
    "logistics:bast:number": Example(handover_of_the_city("diterima"), NOWHERE),
    "logistics:bast:form": Example(always("pdf"), "exe"),
    "logistics:photo_id": Example(always(1), NOWHERE),
    "logistics:box_code": Example(box_of_the_city("disegel"), "AAAAAAAAAA"),
    "logistics:pack_box:box_code": Example(box_of_the_city("dikemas"), "AAAAAAAAAA"),
    "logistics:item_id": Example(of_the_city(Item, key="tinta"), NOWHERE),
    # planning
    "contingency:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "contingency:code": Example(always("16.72"), "16.99"),
    "contingency:place": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/999"),
    "contingency:resource_pk": Example(of_the_city(Resource, region__code="16.72"), NOWHERE),
    "contingency:pk": Example(
        of_the_city(Plan, kind="darurat", region__code="16.72", in_force_since__isnull=False), NOWHERE
    ),
    "contingency:scenario:pk": Example(of_the_city(Scenario, region__code="16.72"), NOWHERE),
    "contingency:propose:pk": Example(of_the_city(Scenario, region__code="16.72"), NOWHERE),
    "contingency:propose:kind": Example(always("darurat"), "tidak-ada"),
    "contingency:form": Example(always("xlsx"), "exe"),
    "planning:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "planning:code": Example(always("16.72"), "16.99"),
    "planning:place": Example(always(VILLAGE), "16.72.99.9999"),
    "planning:remove_site:place": Example(
        lambda: Site.objects.filter(region__regency_code="16.72")[0].code, "tidak-ada"
    ),
    "planning:kind": Example(always("gudang"), "bengkel"),
    "planning:vehicle_pk": Example(of_the_city(Vehicle, region__code="16.72"), NOWHERE),
    "planning:pk": Example(
        of_the_city(Plan, region__code="16.72", kind="distribusi", in_force_since__isnull=False), NOWHERE
    ),
    "planning:form": Example(always("ics"), "exe"),
    "planning:plan_file:form": Example(always("xlsx"), "exe"),
    "planning:route": Example(route_of_the_city, "tidak-ada"),
    "planning:leg_pk": Example(always(NOWHERE), NOWHERE + 1),
    # kerawanan
    "kerawanan:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "kerawanan:code": Example(always("16.72"), "16.99"),
    "kerawanan:station:code": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/899"),
    "kerawanan:override:code": Example(always(f"{VILLAGE}/001"), f"{VILLAGE}/899"),
    "kerawanan:end_override:code": Example(given_class_of_the_city, f"{VILLAGE}/899"),
    "kerawanan:number": Example(always(1), NOWHERE),
    # deployment
    "deployment:slug": Example(always("pilkada-2024"), "pilkada-1955"),
    "deployment:code": Example(always("16.72"), "16.99"),
    "deployment:pk": Example(
        of_the_city(Plan, region__code="16.72", kind="pengamanan", in_force_since__isnull=False), NOWHERE
    ),
    "deployment:officer:pk": Example(of_the_city(Officer, region__code="16.72"), NOWHERE),
    "deployment:add_absence:pk": Example(of_the_city(Officer, region__code="16.72"), NOWHERE),
    "deployment:unit:pk": Example(of_the_city(Unit, region__code="16.72"), NOWHERE),
    "deployment:absence_pk": Example(of_the_city(Absence), NOWHERE),
    "deployment:cls": Example(always("rawan"), "tidak-ada"),
    "deployment:team": Example(team_of_the_city, "tidak-ada"),
    "deployment:form": Example(always("pdf"), "exe"),
    "deployment:plan_file:form": Example(always("xlsx"), "exe"),
    # wilayah
    "wilayah:code": Example(always("16.72.03"), "16.72.99"),
}

ABOVE: frozenset[str] = frozenset(
    {
        "ledger:checkpoint",  # a checkpoint covers all chains, and is meant to be shown
        "ledger:paper",
        "elections:ruleset_file",  # rulesets belong to the product
        "instruments:instrument",  # the shipped checklists belong to the product
        "instruments:version",
        "instruments:preview",
        "instruments:source",
        "instruments:xform",
        "intake:upload",  # the kind of import is no place
        "intake:template",
    }
)
"""Names of addresses whose parameters name nothing that belongs to a region."""

NOT_IN_THE_SAMPLE: frozenset[str] = frozenset(
    {
        "tile_file",  # the sample desk has no base map
        "mfa_deactivate_totp",  # its accounts have no second factor
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "invitation",  # the secrets of its links are kept nowhere
        "invitation_accept",
        "account_end_session",
        "account_revoke_token",
        "ledger:run",  # nobody has run a verification yet
        "set_up",  # it has been set up
        "elections:upgrade_ruleset",  # its rulesets are the newest
        "instruments:check",  # no file waits for its check
        "rakor:door",  # its codes live for a minute
        "rakor:sign_in",  # and without one there is nothing
        "rakor:feed",  # nobody has made a calendar address
        "rakor:feed_revoke",
        "planning:drop_leg",  # nothing of its plan has been driven
        "planning:manifests_file",  # nobody has asked for the manifests of all routes
        "logistics:handover_photo",  # nobody has taken a photo of a handover
        "briefing:crest",  # its letterhead has no coat of arms
    }
)
"""Names of addresses that find nothing on the sample desk, whoever comes."""
