"""Stillroom: sorts a small firm's documents offline and advises on distillation."""

__version__ = "0.1.0"
