"""Learning to read: from annotated stories to the weights that ship inside the package."""
