"""``/pengguna/``: who has an account, with which roles, and the links that let them in."""
