"""The sample desk: Kota Pagar Alam at H-28 of Pilkada 2024."""
