"""Forms of documents and of the reports of the desk."""
