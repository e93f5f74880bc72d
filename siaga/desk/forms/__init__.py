"""What people fill in on the desk's pages; the actions judge."""
