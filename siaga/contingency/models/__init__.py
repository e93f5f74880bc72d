from siaga.contingency.models.playbooks import PlaybookEdition
from siaga.contingency.models.resource import Resource
from siaga.contingency.models.scenario import Proposal, Scenario

__all__ = ["PlaybookEdition", "Proposal", "Resource", "Scenario"]
