"""Who sets PDFs on this machine, in which version and with which fonts: all that decides on their bytes beside the page."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import shutil
import subprocess

from briefing_generator.store.version import library_versions

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_SECONDS = 20


def installed_browser() -> str | None:
    """Returns the path of the Chromium that prints where WeasyPrint cannot; None where none is on the ``PATH``."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def printer() -> str:
    """Returns what would set a PDF now, in a line; where the line is the same, a page becomes the same PDF."""
    pango = _pango() if importlib.util.find_spec("weasyprint") else 0
    if pango:
        by = f"{pango} {library_versions(_LIBRARIES)}"
    else:
        browser = installed_browser()
        by = f"{browser} {_said(browser, '--version').strip()}" if browser else ""
    fonts = hashlib.sha256("\n".join(sorted(_said("fc-list").splitlines())).encode()).hexdigest()
    return f"{by} {fonts}"


def _pango() -> int:
    """Returns the version of the system's library that sets WeasyPrint's lines; 0 where there is none."""
    for name in _PANGO:
        try:
            return int(ctypes.CDLL(name).pango_version())
        except (OSError, AttributeError):
            continue
    return 0


def _said(*command: str) -> str:
    """Returns what a program says; nothing where there is none, or it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
