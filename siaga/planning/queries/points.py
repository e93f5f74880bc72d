"""Where the TPS of a regency stand; ``siaga.elections.points`` has it, for the rooms below too."""

from siaga.elections.points import StationPoint, inside, middles_of, shapes_of, station_points

__all__ = ["StationPoint", "inside", "middles_of", "shapes_of", "station_points"]
