"""What may be read of kerawanan."""

from siaga.kerawanan.queries.beside import Beside, Earlier, earlier_of, published_beside
from siaga.kerawanan.queries.mappings import class_counts, counts_by_child, mappings_of, ranking, standing_rows
from siaga.kerawanan.queries.standing import Standing, answers_of, mapping_in_force_of, standing_classes

__all__ = [
    "Beside",
    "Earlier",
    "Standing",
    "answers_of",
    "class_counts",
    "counts_by_child",
    "earlier_of",
    "mapping_in_force_of",
    "mappings_of",
    "published_beside",
    "ranking",
    "standing_classes",
    "standing_rows",
]
