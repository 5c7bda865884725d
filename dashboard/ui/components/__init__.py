"""Parts of pages that more than one page, or one page more than once, shows."""
