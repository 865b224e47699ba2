"""What an article says of itself: front matter in its dialects, stated lines, bylines, and what is inferred."""
