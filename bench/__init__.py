"""Measures beside their targets; see README.md."""
