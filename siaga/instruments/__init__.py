"""Instruments: checklists as XLSForms, versioned, and what their questions mean."""
