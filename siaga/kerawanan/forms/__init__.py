"""What is asked about classes, criteria and weights."""
