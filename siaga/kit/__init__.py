"""What pages are made of (tables, forms, numbers, dates, assets); it knows HTTP and no domain."""
