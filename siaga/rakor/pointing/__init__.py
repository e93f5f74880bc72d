"""What stands behind action points: what may be said in them, how a step is taken, when one goes up or closes."""
