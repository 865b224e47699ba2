"""Other kinds of files than Markdown and plain text to Markdown: saved web pages, messages, word processors’ files, PDFs."""

from briefing_generator.extraction.documents import KINDS
from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.sandbox import extract

__all__ = ["KINDS", "ExtractionError", "extract"]
