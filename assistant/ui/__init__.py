"""The window: Qt and nothing else. `state` decides what is shown, `jobs` does it, `workspace` keeps it."""
