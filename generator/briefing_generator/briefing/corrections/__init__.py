"""The human has the last word: corrections, what is odd about them, and what explains a thing."""
