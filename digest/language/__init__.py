"""Language: when two words are one, the words of news English, and where sentences end."""
