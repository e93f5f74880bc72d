"""Papers of logistics, drawn as DOCX and PDF from one content."""
