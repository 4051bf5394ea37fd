"""Numbers, dates and names: what a text states, and whether the articles of its story carry it."""
