"""Pages of kerawanan."""
