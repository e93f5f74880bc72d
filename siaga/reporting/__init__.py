"""Reporting: who owes which report about which unit by when, and what was said."""
