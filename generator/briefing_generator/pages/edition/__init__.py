"""A briefing to take along: one page to print, a PDF, a book; citations are numbered notes with source, date and address.

All three are made from the same chapters. The page and the book lie beside the pages of the site; a PDF needs WeasyPrint
or a Chromium on the ``PATH`` and is made when it is asked for.
"""

from briefing_generator.model import Briefing, Page
from briefing_generator.pages.edition.epub import export_epub
from briefing_generator.pages.edition.pdf_edition import NoPrinterError, export_pdf
from briefing_generator.pages.edition.whole import export_html

__all__ = ["NoPrinterError", "edition_files", "export_epub", "export_html", "export_pdf"]


def edition_files(briefing: Briefing) -> tuple[Page, ...]:
    """Returns what a site offers its readers to take along: ``print.html`` and ``briefing.epub``."""
    return (
        Page(f"{briefing.name}/print.html", export_html(briefing)),
        Page(f"{briefing.name}/briefing.epub", export_epub(briefing)),
    )
