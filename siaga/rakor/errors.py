"""What a user can do wrong in the rakor circle: one class, one remedy."""

from __future__ import annotations
