"""Where reserve teams wait, so that every station is reached in time by one of them, better by two (no Django)."""
