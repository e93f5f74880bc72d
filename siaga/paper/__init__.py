"""Papers: one content for each document, drawn as DOCX and as PDF, so that both say the same."""
