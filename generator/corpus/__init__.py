"""Files to articles: front matter, cleaning, dates, duplicates."""

from generator.corpus.loading import load_corpus

__all__ = ["load_corpus"]
