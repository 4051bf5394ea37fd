"""What a writer typed against the articles: checked, mended, or refused with a reason."""
