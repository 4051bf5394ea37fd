"""Story -> Brief: quotations found and cut, prompts, the extractive writer, and the checks of what a model wrote."""
