"""Pages of the stock: books, orders, receipts, what is done to them."""
