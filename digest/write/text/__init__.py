"""What does not belong in the text of an article, a title or a reply, and how it is taken out."""
