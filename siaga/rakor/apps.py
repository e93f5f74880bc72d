from django.apps import AppConfig


class RakorConfig(AppConfig):
    name = "siaga.rakor"
    label = "rakor"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Rakor"

    def ready(self) -> None:
        from siaga.elections.signals import election_leaving
        from siaga.planning.signals import obstacles_found
        from siaga.rakor import receiving
        from siaga.rakor.beside import open_obstacles, open_promises
        from siaga.rakor.pointing.files import evidence_among
        from siaga.readiness import beside
        from siaga.reporting.attachments.storage import NAMED_ELSEWHERE

        if evidence_among not in NAMED_ELSEWHERE:
            NAMED_ELSEWHERE.append(evidence_among)
        beside.register(open_obstacles)
        beside.register(open_promises)
        election_leaving.connect(receiving.on_election_leaving, dispatch_uid="an election with forums stays")
        obstacles_found.connect(receiving.on_obstacles_found, dispatch_uid="findings of plans stand in the register")
