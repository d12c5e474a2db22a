"""Is distillation right for a firm? Pure functions from answers to `Advice`, over data in resources/.

`engine.advise` is the one entry. Nothing here knows of windows, models, documents or the clock.
"""
