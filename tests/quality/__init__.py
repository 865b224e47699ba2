"""How well the bundled articles are read: gold beside them, a scorer, a baseline that holds."""
