"""From an act to its words: matters one by one, each with the span that carries it."""
