from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "siaga.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Rencana"

    def ready(self) -> None:
        from siaga.intake.importer import register
        from siaga.planning.importing.fleet import FleetImporter
        from siaga.planning.importing.matrix import MatrixImporter
        from siaga.planning.importing.sites import SiteImporter

        register(SiteImporter())
        register(FleetImporter())
        register(MatrixImporter())
