"""Tables from outside: reading CSV and XLSX, checking every row, preview, apply, undo."""
