"""Capacitated p-median: p points chosen as medians, each other one brought to one of them within its capacity."""
