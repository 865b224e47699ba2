"""MkDocs asks, this room answers: the plugin, and what it needs of the built site."""
