"""The language that is read, as data: classes of words, acts, cues and names in a folder a language."""
