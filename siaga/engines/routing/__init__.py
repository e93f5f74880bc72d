"""Vehicle routing: benchmark instances, the solver and its limits (no Django)."""
