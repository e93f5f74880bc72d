"""The start page: the picture of one's own region, as far as its rooms can tell it today."""
