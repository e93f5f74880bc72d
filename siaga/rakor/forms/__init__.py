"""Forms of the rakor circle."""
