"""Property tests: the same cases each time, and no deadline, since a busy machine is no fault."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("stillroom", deadline=None, derandomize=True)
settings.load_profile("stillroom")
