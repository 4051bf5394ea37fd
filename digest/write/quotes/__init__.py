"""The quotations of an article: where they stand, who said them, which may be printed."""
