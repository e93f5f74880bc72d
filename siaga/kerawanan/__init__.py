"""Where it is dangerous: each polling station's class with its reasons, as mappings that are versions."""
