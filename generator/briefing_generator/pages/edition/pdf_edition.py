"""A briefing as PDF: the page to print, set by WeasyPrint, or by a Chromium where WeasyPrint is not installed."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_generator.pages.edition.printers import installed_browser
from briefing_generator.pages.edition.whole import export_html

if TYPE_CHECKING:
    from briefing_generator.model import Briefing

_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_NODES = re.compile(rb"\bnode(\d{8})\b")
_SECONDS = 180


class NoPrinterError(RuntimeError):
    """Nothing here can make a PDF; the message says what would."""


def export_pdf(briefing: Briefing) -> bytes:
    """Returns the briefing as PDF, the same bytes for the same briefing, fonts and version of what sets it.

    Raises :class:`NoPrinterError` where there is neither WeasyPrint nor a Chromium, or where Chromium fails.
    """
    page = export_html(briefing)
    return _by_weasyprint(page) or _by_browser(page, briefing.as_of)


def _by_weasyprint(page: str) -> bytes | None:
    """Returns the PDF, or None where WeasyPrint or the system's libraries that it needs are not installed."""
    if importlib.util.find_spec("weasyprint") is None:
        return None
    # It walks through sets, so that its bytes depend on the seed of hashes, which only a new process can be given.
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "weasyprint", "--quiet", "--pdf-tags", "-", "-"]
    done = subprocess.run(command, input=page.encode(), capture_output=True, check=False, env=environment)
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"%PDF") else None


def _by_browser(page: str, as_of: str | None) -> bytes:
    browser = installed_browser()
    if browser is None:
        raise NoPrinterError(
            "A PDF needs WeasyPrint (pip install 'briefing-generator[pdf]', and Pango from the system's packages) or "
            "Chromium on the PATH; neither was found. The page print.html of the site prints to PDF in any browser."
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
            if not target.is_file() and "--no-sandbox" in done.stderr:
                # As the superuser Chromium runs without its sandbox or not at all; the page holds no script.
                command.insert(1, "--no-sandbox")
                done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
            told = done.stderr.strip().splitlines()
        except (OSError, subprocess.TimeoutExpired) as error:
            told = [str(error)]
        if not target.is_file():
            raise NoPrinterError(f"{browser} made no PDF: {told[-1] if told else 'it said nothing'}")
        return _without_its_making(target.read_bytes(), as_of or "1980-01-01")


def _without_its_making(pdf: bytes, day: str) -> bytes:
    """Returns Chromium's PDF without what depends on when and how fast it was made; every byte keeps its place.

    The time of day gives way to ``day``, and the elements, whose numbers go up by one where the browser had other work
    in between, are numbered anew in their order.
    """
    stamp = day.replace("-", "").encode() + b"000000"
    dated = _DATES.sub(lambda match: match[1] + stamp, pdf)
    numbers = {number: place for place, number in enumerate(sorted(set(_NODES.findall(dated))), 1)}
    return _NODES.sub(lambda match: b"node%08d" % numbers[match[1]], dated)
