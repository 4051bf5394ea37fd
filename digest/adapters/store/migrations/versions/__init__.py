"""One module a step, named after its revision. Never edit one that was released: add the next."""
