"""Plans in words, for pages, papers and messages."""
