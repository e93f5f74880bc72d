"""Pages of the desk's room: parse, call an action or query, show."""
