"""News told in the articles' own sentences, with no model."""
