"""What the window shows, worked out from what is known. No widgets: every rule here is tested without one."""
