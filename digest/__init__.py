"""digest: a newsletter engine whose every printed quotation is cut from a linked article."""

__version__ = "0.1.0"
