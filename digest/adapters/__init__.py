"""The outside world: web, files, language model, store, mail server. Each knows ports and types, never a stage."""
