"""Readiness: indicators, claims, and the picture of every region at every moment."""
