"""What is remembered: runs, results, a person's answers, settings. SQLite; no document text."""
