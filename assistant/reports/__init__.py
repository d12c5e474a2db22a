"""Advice on paper: one model of content, and a renderer for each kind of file."""
