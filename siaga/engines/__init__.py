"""Engines: pure Python, plain typed values in and out. They know neither Django nor any room, and work alone."""
