"""What changes regions: identity stays with the row, former codes and names stay findable."""

from siaga.wilayah.actions.boundary import remove_boundary, set_boundary
from siaga.wilayah.actions.changing import close_region, create_region, move_point, rename_region, reopen_region
from siaga.wilayah.actions.recoding import recode_region
from siaga.wilayah.actions.succession import merge_regions, split_region

__all__ = [
    "close_region",
    "create_region",
    "merge_regions",
    "move_point",
    "recode_region",
    "remove_boundary",
    "rename_region",
    "reopen_region",
    "set_boundary",
    "split_region",
]
