"""Pages of custody: handovers, the scanner, the record, dues, and what is late."""
