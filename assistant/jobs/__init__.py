"""Worker processes, the durable queue, progress, pause and resume."""
