"""A file on disk becomes a Document: text, pages, warnings. Knows nothing about categories."""
