from django.apps import AppConfig


class ContingencyConfig(AppConfig):
    name = "siaga.contingency"
    label = "contingency"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Keadaan darurat"

    def ready(self) -> None:
        from siaga.contingency.importing.resources import ResourceImporter
        from siaga.contingency.making import compute, file, on_plan_in_force
        from siaga.intake.importer import register
        from siaga.planning import kinds
        from siaga.planning.models import PlanKind
        from siaga.planning.signals import plan_in_force

        register(ResourceImporter())
        kinds.register(PlanKind.CONTINGENCY, kinds.Making(compute, file))
        plan_in_force.connect(on_plan_in_force, dispatch_uid="what contingency leaves open hampers")
