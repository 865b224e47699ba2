"""What a person decides of what was read: what is asked first, what becomes of an answer, and where it is written."""
