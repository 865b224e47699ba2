"""What statements have in common and where they stand against each other."""
