"""The owner's wizard in the window: the assessment at hand, and the parts of its pages."""
