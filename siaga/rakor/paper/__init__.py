"""The text of old minutes and reports as files (TXT, DOCX, PDF), within limits. Pure: no models, no requests."""

from siaga.rakor.paper.errors import UnreadablePaper
from siaga.rakor.paper.reading import MOST_BYTES, text_of

__all__ = ["MOST_BYTES", "UnreadablePaper", "text_of"]
