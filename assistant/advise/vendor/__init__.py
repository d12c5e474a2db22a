"""A vendor's pitch: which words say that the product rests on a distilled model, and what it leaves unsaid."""
