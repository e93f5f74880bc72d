from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "siaga.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Rencana"

    def ready(self) -> None:
        from siaga.intake.importer import register
        from siaga.planning import following, kinds, receiving
        from siaga.planning.computing import computed
        from siaga.planning.importing.fleet import FleetImporter
        from siaga.planning.importing.matrix import MatrixImporter
        from siaga.planning.importing.sites import SiteImporter
        from siaga.planning.models import PlanKind
        from siaga.planning.outputs.files import file_of_plan
        from siaga.planning.signals import plan_in_force
        from siaga.wilayah.signals import region_recoded

        register(SiteImporter())
        register(FleetImporter())
        register(MatrixImporter())
        kinds.register(PlanKind.DISTRIBUTION, kinds.Making(computed, file_of_plan))
        plan_in_force.connect(receiving.on_plan_in_force, dispatch_uid="a distribution plan sets the dues of boxes")
        region_recoded.connect(following.follow_regions, dispatch_uid="places of distribution follow their region")
