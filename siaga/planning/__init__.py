"""Plans as versions: sites, vehicles and travel times as inputs; runs in the background; one in force."""
