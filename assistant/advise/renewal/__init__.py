"""Rules that are renewed without a network: a signed file that is imported, verified, and put in force."""

from assistant.advise.renewal.active import Active, Imported, active, drop_imported, import_rules, take_back
from assistant.advise.renewal.age import Age, ages
from assistant.advise.renewal.changed import Changed, changed_advice

__all__ = [
    "Active",
    "Age",
    "Changed",
    "Imported",
    "active",
    "ages",
    "changed_advice",
    "drop_imported",
    "import_rules",
    "take_back",
]
