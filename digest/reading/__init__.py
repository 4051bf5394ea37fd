"""Reading: what stands in an article, found once. Nothing here decides what is worth printing."""
