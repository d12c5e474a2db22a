"""What the pages on which documents are read and put right have in common."""
