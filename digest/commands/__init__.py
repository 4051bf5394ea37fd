"""What each command of `digest` does, once `digest.cli` has read its arguments."""
