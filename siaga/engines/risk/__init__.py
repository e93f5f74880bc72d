"""How risky a polling station is, why, how sure that is, and where risk clusters (no Django)."""
