"""The language of acts and of reporting, and where the content of a word stands."""
