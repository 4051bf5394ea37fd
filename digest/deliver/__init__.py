"""RenderedIssue -> Messages: when an issue is due, who is still owed it, and what each reader's email says."""
