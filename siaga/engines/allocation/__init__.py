"""Scarce resources (medics, gensets, satellite phones, boats) given where they cover the greatest risk (no Django)."""
