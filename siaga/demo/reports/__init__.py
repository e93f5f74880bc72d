"""Four weeks of sample reports: who sends them, what they say, and what becomes of them. All of it is *contoh*."""
