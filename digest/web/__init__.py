"""Pages: the preview of an issue, the website of issues, the way out for readers."""
