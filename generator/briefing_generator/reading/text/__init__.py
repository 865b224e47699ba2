"""The ground of a reading: the parse of each sentence, its frame, and what a phrase stands for."""
