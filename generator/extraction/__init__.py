"""Other kinds of files than Markdown and plain text to Markdown: saved web pages, messages, word processors’ files, PDFs."""

from generator.extraction.documents import KINDS, ExtractionError
from generator.extraction.sandbox import extract

__all__ = ["KINDS", "ExtractionError", "extract"]
