"""The papers of a meeting: invitation (undangan), attendance list (daftar hadir), minutes (notula)."""
