"""The quotations of an article: where they stand, who said them, on what terms, and how sure."""
