"""Which vehicle brings how many boxes where, when: the distribution of logistics, planned and explained (no Django)."""
