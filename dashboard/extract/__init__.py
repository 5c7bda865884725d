"""Out of a document come figures, each with its sentence; plain Python, no tables, no charts."""
