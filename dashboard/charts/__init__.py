"""Totals and figures as charts, each number with its hedge and the letter of its source."""
