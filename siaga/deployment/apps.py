from django.apps import AppConfig


class DeploymentConfig(AppConfig):
    name = "siaga.deployment"
    label = "deployment"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pengamanan"

    def ready(self) -> None:
        from siaga.deployment import following, receiving
        from siaga.deployment.computing import computed
        from siaga.deployment.importing.personnel import PersonnelImporter
        from siaga.deployment.outputs.files import file_of_plan
        from siaga.intake.importer import register
        from siaga.planning import kinds
        from siaga.planning.models import PlanKind
        from siaga.planning.signals import plan_in_force
        from siaga.wilayah.signals import region_recoded

        register(PersonnelImporter())
        kinds.register(PlanKind.DEPLOYMENT, kinds.Making(computed, file_of_plan))
        plan_in_force.connect(receiving.on_plan_in_force, dispatch_uid="a security plan says what is missing")
        region_recoded.connect(following.follow_regions, dispatch_uid="units follow their kecamatan")
