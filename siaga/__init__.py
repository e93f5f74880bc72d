"""Siaga: the working table of an Indonesian Desk Pemilu or Desk Pilkada."""

__version__ = "0.1.0"
