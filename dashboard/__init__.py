"""humdash: figures out of humanitarian reports, each with its sentence and its source."""

__version__ = "0.1.0"
