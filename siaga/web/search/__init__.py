"""Search over regions, polling stations, agencies, offices and officials: only what the actor may see."""
