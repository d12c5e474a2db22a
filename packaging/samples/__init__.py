"""Own-written office papers (texts/) and how each becomes a file of its format (one module a family)."""
