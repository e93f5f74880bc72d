"""Compact groups: teams over stations, each near its group's central station (docs/grouping.md). Knows no framework."""
