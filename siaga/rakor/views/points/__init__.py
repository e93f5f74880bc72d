"""Pages of action points."""
