"""Story -> Brief: quotations found and cut, prompts, excerpts without a model, and the checks of what a model wrote."""
