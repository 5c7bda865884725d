"""What is known before any article: indicators, countries, areas, reporters, lexicons."""
