"""Takes pictures of every kind of page, light and dark, wide and narrow, the first screen and the whole.

``make pictures`` puts them into ``pictures/`` and renews the README's, those of "A day with it" and the card that a shared link shows.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.site import day_pictures

ROOT = Path(__file__).parents[2]
NAME = "ukraine-ceasefire-talks"
KINDS = {
    "home": "index.html",
    "overview": f"{NAME}/index.html",
    "conditions": f"{NAME}/conditions.html",
    "stakeholders": f"{NAME}/stakeholders/index.html",
    "stakeholder": f"{NAME}/stakeholders/russia.html",
    "person": f"{NAME}/stakeholders/vladimir-putin.html",
    "timeline": f"{NAME}/timeline.html",
    "sources": f"{NAME}/sources/index.html",
    "article": f"{NAME}/sources/2025-03-14-open-to-a-halt.html",
    "data": f"{NAME}/data.html",
}

CARD = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="assets/briefings/css/theme.css">
<body style="margin: 0; box-sizing: border-box; width: 1200px; height: 630px; padding: 90px 96px; background: #fff; color: #17202b;
  border-top: 14px solid var(--md-accent-fg-color); font: 400 38px/1.45 'Source Sans 3'">
<p style="margin: 0; font: 650 104px/1.1 'Source Serif 4'; letter-spacing: -.015em">Briefings</p>
<p style="margin: 44px 0 0; font: 400 56px/1.35 'Source Serif 4'">Who wants what in a negotiation: every claim leads to
<mark style="background: var(--mark-here); padding: 0 .12em; color: inherit; box-decoration-break: clone; -webkit-box-decoration-break: clone">the sentence
that carries it.</mark></p>
<p style="margin: 44px 0 0; color: var(--quiet)">Read out of news articles by rules, on one machine.</p>"""


def main() -> None:
    """Builds the offline site into a temporary folder and opens each kind of page in Chromium."""
    from playwright.sync_api import sync_playwright

    pictures = ROOT / "pictures"
    pictures.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder]
        import os

        subprocess.run(command, cwd=ROOT, env=os.environ | {"OFFLINE": "true"}, check=True)
        (Path(folder) / "card.html").write_text(CARD, encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            card = browser.new_page(viewport={"width": 1200, "height": 630})
            card.goto((Path(folder) / "card.html").as_uri())
            card.evaluate("document.fonts.ready")
            card.screenshot(path=ROOT / "generator/briefing_generator/theme/assets/briefings/card.png")
            for scheme in ("light", "dark"):
                for width in (1280, 390):
                    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)
                    for kind, path in KINDS.items():
                        page.goto((Path(folder) / path).as_uri())
                        page.evaluate("document.fonts.ready")
                        page.wait_for_timeout(300)
                        page.screenshot(path=pictures / f"{kind}-{scheme}-{width}.png")
                        page.screenshot(path=pictures / f"{kind}-{scheme}-{width}-whole.png", full_page=True)
            day_pictures.main(browser)
            browser.close()
    shutil.copy(pictures / "overview-light-1280.png", ROOT / "docs/assets/pictures/overview.png")


if __name__ == "__main__":
    main()
