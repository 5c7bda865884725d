"""The verbs the app and the command line share: start, add, undo, query, brief."""
