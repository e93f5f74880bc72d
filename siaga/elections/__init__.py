"""Elections, the rulesets that they follow, their stages and their polling stations (TPS)."""
