"""Forms of the picture's room."""
