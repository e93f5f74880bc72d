"""Reading the desk's room: nothing here changes anything."""
