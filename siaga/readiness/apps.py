from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "siaga.readiness"
    label = "readiness"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Gambaran"

    def ready(self) -> None:
        from siaga.elections.signals import election_founded, election_leaving, stations_changed
        from siaga.logistics.signals import boxes_changed
        from siaga.readiness import boxes, receiving
        from siaga.reporting.signals import roster_changed, submission_came, submission_moved
        from siaga.wilayah.signals import region_recoded

        election_founded.connect(receiving.on_election_founded, dispatch_uid="standard indicators")
        election_leaving.connect(receiving.on_election_leaving, dispatch_uid="an election takes its indicators along")
        submission_came.connect(receiving.on_submission_came, dispatch_uid="a report becomes a reading")
        submission_moved.connect(receiving.on_submission_moved, dispatch_uid="a reading follows its report")
        roster_changed.connect(receiving.on_roster_changed, dispatch_uid="tallies follow the roster")
        stations_changed.connect(receiving.on_roster_changed, dispatch_uid="readings follow their stations")
        boxes_changed.connect(boxes.on_boxes_changed, dispatch_uid="boxes are part of the picture")
        region_recoded.connect(receiving.on_region_recoded, dispatch_uid="readings follow their regions")
