"""What every polling station needs, what has come in, and where each box is."""
