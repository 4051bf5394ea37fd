"""What is worth printing, and what can be."""
