"""The pages, and the register of those that work: what is not in it is not shown."""
