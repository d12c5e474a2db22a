"""From a Document to a category or "Not sure", with reasons."""
