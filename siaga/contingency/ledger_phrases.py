"""How the ledger speaks about scarce resources and what-if."""

from django.utils.translation import gettext_lazy as _

from siaga.ledger import phrases

phrases.register(
    "contingency",
    kinds={
        "contingency.playbooks": _("Pegangan keadaan darurat"),
        "contingency.proposal": _("Usul rencana"),
        "contingency.resource": _("Sumber daya darurat"),
        "contingency.scenario": _("Pengandaian"),
    },
    acts={
        "contingency.ask": _("Rencana keadaan darurat diminta dihitung"),
        "playbooks.set": _("Pegangan keadaan darurat ditetapkan"),
        "resource.change": _("Sumber daya darurat diubah"),
        "resource.remove": _("Sumber daya darurat dihapus"),
        "scenario.keep": _("Pengandaian disimpan"),
        "scenario.propose": _("Rencana pengganti diusulkan untuk pengandaian"),
    },
    fields={
        "answer": _("Sidik jawaban"),
        "asked": _("Sidik pengandaian"),
        "resource_id": _("Kode sumber daya"),
        "scenario": _("Pengandaian"),
    },
)
