"""What may be read of kerawanan."""

from siaga.kerawanan.queries.standing import Standing, answers_of, mapping_in_force_of, standing_classes

__all__ = ["Standing", "answers_of", "mapping_in_force_of", "standing_classes"]
