"""The pages: choose, ask, draw. They do not know one another."""
