"""Files to articles: front matter, cleaning, dates, duplicates."""

from briefing_generator.corpus.loading import load_corpus

__all__ = ["load_corpus"]
