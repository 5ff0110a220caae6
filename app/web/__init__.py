"""Routes, templates, static files, and the answers to errors."""
