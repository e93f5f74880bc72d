"""Security deployment: who guards which polling stations, and what is short (docs/deployment-engine.md)."""
