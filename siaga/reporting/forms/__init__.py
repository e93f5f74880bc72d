"""Forms of the reporting room."""
