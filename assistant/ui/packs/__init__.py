"""What the page of packs is made of."""
