"""What happened, or is to happen, when."""
