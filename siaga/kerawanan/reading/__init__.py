"""What pages read of one mapping: its TPS as lines, its answers as a table for the engine, two of them side by side."""
