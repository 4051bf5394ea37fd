"""Issue -> RenderedIssue: the email as HTML and as plain text, its document, and what the lint has to say."""
