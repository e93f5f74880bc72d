"""Pages of the boxes: the list with its board, one box, packing, labels."""
