"""An article's text as blocks: decoded, cut, free of what is none of its words."""
